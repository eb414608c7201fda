package superpose.reports.study;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Density;
import superpose.reports.claims.Claim;
import superpose.reports.claims.Verdict;
import superpose.reports.experiments.ExperimentRun;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Preset;
import superpose.reports.experiments.Progress;
import superpose.toymodels.Engine;
import superpose.toymodels.Recipe;

class ToyStudyTest {

    private static final ToyPlan SMALL = new ToyPlan(
            Preset.SMOKE,
            new ToyPlan.World(8, new Density(0.2)),
            new ToyPlan.Sweep(List.of(2, 4, 8), 2, 1024),
            Recipe.adam(1e-2).withSteps(120).withBatch(128),
            Engine.SIMD);

    @TempDir
    private Path folder;

    private static Findings run(Path out, Progress progress, int threads) {
        return new ExperimentRun(new ToyStudy(SMALL), progress, threads).into(out);
    }

    @Test
    void aWorldWhoseFeaturesAreAlwaysOnHasNoAurocsAndStillAReport() throws IOException {
        ToyPlan dense = new ToyPlan(
                Preset.SMOKE,
                new ToyPlan.World(6, new Density(1)),
                new ToyPlan.Sweep(List.of(2, 3, 6), 2, 512),
                SMALL.recipe().withSteps(20),
                Engine.SIMD);
        Path out = folder.resolve("dense");
        Findings findings = new ExperimentRun(new ToyStudy(dense), Progress.silent(), 2).into(out);
        assertTrue(findings.claims().stream()
                .anyMatch(claim ->
                        claim.statement().id().equals("reading-grows-smoothly") && claim.verdict() == Verdict.NOT_RUN));
        assertTrue(Files.readString(out.resolve("report.html")).contains("—"));
    }

    @Test
    void modelsThatRepresentNothingLeaveClaimsNotRun() throws IOException {
        ToyPlan untrained = new ToyPlan(
                Preset.SMOKE,
                new ToyPlan.World(64, new Density(0.02)),
                new ToyPlan.Sweep(List.of(2, 4, 8, 16), 2, 512),
                Recipe.adam(1e-6).withSteps(1).withBatch(16),
                Engine.SIMD);
        Path out = folder.resolve("untrained");
        Findings findings = new ExperimentRun(new ToyStudy(untrained), Progress.silent(), 2).into(out);
        assertEquals(
                Verdict.NOT_RUN,
                findings.claims().stream()
                        .filter(claim -> claim.statement().id().startsWith("overlap"))
                        .findFirst()
                        .orElseThrow()
                        .verdict());
        assertTrue(Files.size(out.resolve("report.html")) > 0);
    }

    @Test
    void oneNeuronCountAndOneSeedMakeAReportWithoutVerdictsOnGrowth() throws IOException {
        ToyPlan one = new ToyPlan(
                Preset.SMOKE,
                SMALL.world(),
                new ToyPlan.Sweep(List.of(4), 1, 1024),
                SMALL.recipe().withSteps(20),
                Engine.SIMD);
        Path out = folder.resolve("one");
        Findings findings = new ExperimentRun(new ToyStudy(one), Progress.silent(), 1).into(out);
        assertTrue(Files.size(out.resolve("report.html")) > 0);
        assertTrue(findings.claims().stream()
                .filter(claim -> !claim.statement().id().equals("capacity-is-bounded"))
                .allMatch(claim -> claim.verdict() == Verdict.NOT_RUN));
    }

    /** Returns the bytes of claims and tables by file name. */
    private static Map<String, byte[]> results(Path out) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("claims.csv", Files.readAllBytes(out.resolve("claims.csv")));
        try (Stream<Path> tables = Files.list(out.resolve("tables"))) {
            for (Path table : tables.toList()) {
                files.put(table.getFileName().toString(), Files.readAllBytes(table));
            }
        }
        return files;
    }

    private static void assertSameBytes(Map<String, byte[]> expected, Map<String, byte[]> came) {
        assertEquals(expected.keySet(), came.keySet());
        expected.forEach((name, bytes) -> assertArrayEquals(bytes, came.get(name), name));
    }

    @Test
    void aRunWritesEveryFileAndJudgesEveryClaim() throws IOException {
        Path out = folder.resolve("run");
        Findings findings = run(out, Progress.silent(), 2);
        for (String file :
                List.of("report.html", "claims.csv", "run.json", "tables/models.csv", "tables/features.csv")) {
            assertTrue(Files.size(out.resolve(file)) > 0, file);
        }
        assertTrue(Files.size(out.resolve("report.html")) < 4_000_000, "a report stays below 4 MB");
        assertEquals(
                3 * 2 + 1, Files.readAllLines(out.resolve("tables/models.csv")).size());
        assertEquals(
                3 * 2 * 8 + 1,
                Files.readAllLines(out.resolve("tables/features.csv")).size());
        List<String> ids =
                findings.claims().stream().map(claim -> claim.statement().id()).toList();
        assertEquals(ids.stream().distinct().toList(), ids, "ids are unique");
        Map<String, Verdict> verdicts = findings.claims().stream()
                .collect(Collectors.toMap(claim -> claim.statement().id(), Claim::verdict));
        assertEquals(Verdict.REPRODUCED, verdicts.get("capacity-is-bounded"));
        assertEquals(Verdict.NOT_RUN, verdicts.get("overlap-falls-as-one-over-neurons"), "two sizes show no exponent");
    }

    @Test
    void rerunsGiveTheSameBytesWhateverTheNumberOfThreads() throws IOException {
        run(folder.resolve("first"), Progress.silent(), 1);
        run(folder.resolve("second"), Progress.silent(), 2);
        assertSameBytes(results(folder.resolve("first")), results(folder.resolve("second")));
    }

    /** Fails when the second sweep point is done, as if the process had been killed there. */
    private static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void anInterruptedRunGoesOnAndEndsWithTheSameBytes() throws IOException {
        run(folder.resolve("whole"), Progress.silent(), 1);
        Path out = folder.resolve("interrupted");
        Iterator<Integer> points = List.of(1, 2).iterator();
        Progress killer = Heard.lines(line -> {
            if (points.next() == 2) {
                throw new Killed();
            }
        });
        assertThrows(Killed.class, () -> run(out, killer, 1));
        assertFalse(Files.exists(out.resolve("claims.csv")), "nothing half-written");
        List<String> resumed = new ArrayList<>();
        run(out, Heard.lines(resumed::add), 1);
        assertEquals(
                2,
                resumed.stream().filter(line -> line.endsWith("(from before)")).count());
        assertSameBytes(results(folder.resolve("whole")), results(out));
        try (Stream<Path> left = Files.list(out.resolve(".superpose/points"))) {
            assertEquals(0, left.count(), "a finished run forgets its points");
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
