package superpose.reports.toymodels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import superpose.reports.claims.Claim;
import superpose.reports.claims.Verdict;
import superpose.reports.experiments.ExperimentRun;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Preset;
import superpose.reports.experiments.Progress;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.ReproductionExperiment;
import superpose.toymodels.Engine;

/** Every experiment of the list, at its smallest. */
class ToyModelsTest {

    private static final Assignment SMOKE = new Assignment(Preset.SMOKE, Engine.SIMD, Optional.empty());

    @TempDir
    private Path folder;

    static List<Reproduction> experiments() {
        return ToyModels.GROUP.experiments();
    }

    private static Findings run(Reproduction experiment, int threads, Path out) {
        return new ExperimentRun(new ReproductionExperiment(experiment, SMOKE), Progress.silent(), threads).into(out);
    }

    private static Map<String, String> results(Path out) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> tables = Files.list(out.resolve("tables"))) {
            for (Path table : tables.toList()) {
                files.put(table.getFileName().toString(), Files.readString(table));
            }
        }
        files.put("claims.csv", Files.readString(out.resolve("claims.csv")));
        return files;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("experiments")
    void anExperimentEndsWithAVerdictOnEveryClaimAndTheSameBytesOnAnyThreads(Reproduction experiment)
            throws IOException {
        Findings findings = run(experiment, 2, folder.resolve("two"));
        assertFalse(findings.claims().isEmpty());
        Set<String> ids = new HashSet<>();
        for (Claim claim : findings.claims()) {
            assertTrue(
                    ids.add(claim.statement().id()),
                    () -> "twice: " + claim.statement().id());
            assertFalse(claim.statement().source().isBlank());
            assertTrue(claim.measured().isPresent() != (claim.verdict() == Verdict.NOT_RUN), claim::toString);
        }
        String page = Files.readString(folder.resolve("two").resolve("report.html"));
        assertTrue(page.contains("<figure"), "draws a figure");
        run(experiment, 1, folder.resolve("one"));
        assertEquals(results(folder.resolve("two")), results(folder.resolve("one")));
    }

    @Test
    void noTwoExperimentsShareANameAndEachSaysWhatItCosts() {
        Set<String> names = new HashSet<>(Set.of(ToyModels.GROUP.name()));
        for (Reproduction experiment : experiments()) {
            assertTrue(names.add(experiment.about().name()), experiment.about().name());
            assertTrue(experiment.about().costs().smoke()
                    <= experiment.about().costs().quick());
            assertTrue(experiment.about().costs().quick()
                    <= experiment.about().costs().paper());
        }
    }
}
