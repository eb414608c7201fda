package superpose.reports.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.BadInputException;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.experiments.ExperimentRun;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Lab;
import superpose.reports.experiments.Preset;
import superpose.reports.experiments.Progress;
import superpose.reports.pages.Section;
import superpose.toymodels.Engine;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;

class ReproductionSuiteTest {

    private static final Assignment QUICK = new Assignment(Preset.QUICK, Engine.SIMD, Optional.empty());

    @TempDir
    private Path folder;

    /** Claims that a number is at least 1, and counts how often it is run. */
    private record Pretended(String name, double number, AtomicInteger runs) implements Reproduction {

        @Override
        public About about() {
            return new About(name, "Is " + name + " at least one?", "nobody", new About.Costs(1, 2, 3));
        }

        @Override
        public Map<String, Object> settings(Assignment assignment) {
            return Map.of("kind", "pretended");
        }

        @Override
        public Outcome run(Assignment assignment, Lab lab) {
            runs.incrementAndGet();
            if (Double.isNaN(number)) {
                throw new IllegalStateException("the power went out");
            }
            Verdicts verdicts = new Verdicts(assignment)
                    .exact(new Statement(name + ".law", "It is at least one.", "nobody"), Band.atLeast(1), number)
                    .notRun(new Statement(name + ".more", "It is more.", "nobody"), Band.positive());
            return new Outcome(
                    new Outcome.Summary("It is " + number + ".", List.of()),
                    List.of(Section.titled("Words").prose("Nothing to see.")),
                    verdicts.all(),
                    List.of(Table.create("numbers", DoubleColumn.create("number", new double[] {number}))));
        }
    }

    private Pretended pretended(String name, double number) {
        return new Pretended(name, number, new AtomicInteger());
    }

    private Findings run(List<Reproduction> experiments, List<Reproduction> chosen) {
        Group group = new Group("pretended", "Pretended experiments", experiments);
        return new ExperimentRun(
                        new ReproductionSuite(new ReproductionSuite.Chosen(group, chosen), QUICK, folder),
                        Progress.silent(),
                        2)
                .into(folder);
    }

    @Test
    void everyClaimStandsInTheOverviewUnderItsOwnExperiment() throws IOException {
        List<Reproduction> both = List.of(pretended("one", 1), pretended("zero", 0));
        run(both, both);
        List<String> rows = Files.readAllLines(folder.resolve("claims.csv"));
        assertEquals(5, rows.size());
        assertTrue(rows.get(1).startsWith("one,one.law,") && rows.get(1).contains(",reproduced,"), rows::toString);
        assertTrue(rows.get(3).startsWith("zero,zero.law,") && rows.get(3).contains(",refuted,"), rows::toString);
        assertTrue(rows.get(4).contains(",not run,"), rows::toString);
        String page = Files.readString(folder.resolve("report.html"));
        assertTrue(page.contains("href=\"zero/report.html\"") && page.contains("one.more"));
        assertTrue(page.contains("Of the 4 claims of 2 experiments, 2 could be judged: 1 reproduced, 1 refuted"));
        for (String file : List.of("report.html", "claims.csv", "run.json", "tables/numbers.csv")) {
            assertTrue(Files.size(folder.resolve("zero").resolve(file)) > 0, file);
        }
    }

    @Test
    void whatWasNotAskedForIsNamed() throws IOException {
        Pretended left = pretended("left-out", 1);
        Pretended one = pretended("one", 1);
        run(List.of(one, left), List.of(one));
        String page = Files.readString(folder.resolve("report.html"));
        assertTrue(page.contains("Not asked for: <code>left-out</code>"));
        assertEquals(0, left.runs().get());
        assertFalse(Files.exists(folder.resolve("left-out")));
    }

    @Test
    void anInterruptedSuiteGoesOnWithTheExperimentThatWasInterrupted() throws IOException {
        Pretended first = pretended("first", 1);
        Pretended broken = pretended("second", Double.NaN);
        assertThrows(IllegalStateException.class, () -> run(List.of(first, broken), List.of(first, broken)));
        assertFalse(Files.exists(folder.resolve("report.html")));
        // The same settings, but the power is back.
        Pretended repaired = new Pretended("second", 2, new AtomicInteger());
        Findings findings = run(List.of(first, repaired), List.of(first, repaired));
        assertEquals(1, first.runs().get(), "done before");
        assertEquals(1, repaired.runs().get());
        assertEquals(4, findings.claims().size());
        String claims = Files.readString(folder.resolve("claims.csv"));
        run(List.of(first, repaired), List.of(first, repaired));
        assertEquals(2, first.runs().get(), "a suite that was finished is run anew");
        assertEquals(claims, Files.readString(folder.resolve("claims.csv")));
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearestOne() {
        Group group = new Group("pretended", "Pretended", List.of(pretended("geometry", 1), pretended("capacity", 1)));
        assertEquals(2, group.named(List.of("pretended")).size());
        assertEquals(
                "capacity", group.named(List.of("capacity")).getFirst().about().name());
        BadInputException refused =
                assertThrows(BadInputException.class, () -> group.named(List.of("capacity", "geomtry")));
        assertTrue(String.valueOf(refused.getMessage()).contains("did you mean geometry"), refused::getMessage);
    }
}
