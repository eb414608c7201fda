package superpose.reports.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.io.NpyFile;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

/** Probing from the command line, in worlds where it is known what the neurons hold. */
class ProbeCommandTest {

    private static final int TEXTS = 60;
    private static final int POSITIONS = 10;
    private static final int ROWS = TEXTS * POSITIONS;
    private static final int NEURONS = 6;

    @TempDir
    private Path folder = Path.of("");

    /** Neuron 2 holds the concept, its copy 4 holds it again; the others are noise. */
    @BeforeEach
    void writeActivationsAndLabels() throws IOException {
        RandomGenerator random = new Seed(3).generator();
        float[] values = new float[ROWS * NEURONS];
        for (int row = 0; row < ROWS; row++) {
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                values[row * NEURONS + neuron] = (float) random.nextGaussian() + (neuron == 2 && isThird(row) ? 2 : 0);
            }
            values[row * NEURONS + 4] = values[row * NEURONS + 2];
        }
        NpyFile.write(folder.resolve("held.npy"), Matrix.of(ROWS, NEURONS, values));
        float[] noise = new float[ROWS * NEURONS];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian();
        }
        NpyFile.write(folder.resolve("noise.npy"), Matrix.of(ROWS, NEURONS, noise));
        labels("third.csv", row -> isThird(row) ? "1" : "0");
    }

    private static boolean isThird(int row) {
        return row % 3 == 0;
    }

    private void labels(String name, IntFunction<String> label) throws IOException {
        Files.writeString(
                folder.resolve(name),
                IntStream.range(0, ROWS)
                        .mapToObj(row -> row / POSITIONS + "," + row % POSITIONS + "," + label.apply(row))
                        .collect(Collectors.joining("\n", "text,position,label\n", "\n")));
    }

    private CommandRun probe(Object... more) {
        return CommandRun.of(
                Stream.concat(Stream.of("probe", "--preset", "smoke", "--out", folder.resolve("run")), Stream.of(more))
                        .toArray());
    }

    private Table table(String name) {
        return Table.read().csv(folder.resolve("run/tables/" + name + ".csv").toFile());
    }

    @Test
    void findsWhatIsThereAndWhereAndNothingInNoise() {
        probe(
                        "--activations",
                        folder.resolve("noise.npy"),
                        folder.resolve("held.npy"),
                        "--labels",
                        folder.resolve("third.csv"))
                .requireDone();
        Table scores = table("scores");
        assertEquals(2, scores.rowCount());
        for (Row row : scores) {
            boolean held = row.getString("activations").equals("held");
            assertEquals(held ? 0.92 : 0.5, row.getDouble("auroc"), held ? 0.06 : 0.15);
            assertTrue(row.getDouble("auroc_ci_low") <= row.getDouble("auroc"));
            assertTrue(row.getDouble("auroc") <= row.getDouble("auroc_ci_high"));
            if (held) {
                assertEquals(2, row.getInt("best_neuron"));
                assertEquals(1, row.getInt("knee"));
            }
        }
        // The most telling neurons are the one that holds the concept and its copy.
        List<String> first = table("neurons").stringColumn("unit").first(2).asList();
        assertEquals(
                List.of("held, neuron 2", "held, neuron 4"),
                first.stream().sorted().toList());
    }

    @Test
    void everyTableHasAllItsValues() {
        probe("--activations", folder.resolve("held.npy"), "--labels", folder.resolve("third.csv"))
                .requireDone();
        for (String name : List.of(
                "ablation", "best_neurons", "calibration", "code_lengths", "confusion", "penalties", "controls")) {
            Table table = table(name);
            assertTrue(table.rowCount() > 0, name);
            for (String column : List.of("concept", "activations")) {
                assertEquals(0, table.stringColumn(column).countMissing(), name + " " + column);
            }
            assertEquals(
                    0,
                    table.numericColumns().stream()
                            .mapToInt(column -> column.countMissing())
                            .sum(),
                    name);
        }
        Row confusion = table("confusion").row(0);
        Row scores = table("scores").row(0);
        assertEquals(
                scores.getInt("test_positives"),
                confusion.getInt("true_positives") + confusion.getInt("false_negatives"));
        assertEquals(
                scores.getInt("test_negatives"),
                confusion.getInt("false_positives") + confusion.getInt("true_negatives"));
    }

    @Test
    void anotherKindOfProbeIsNamedAndWhatItCannotSayIsLeftOut() throws IOException {
        probe("--probe", "svm", "--activations", folder.resolve("held.npy"), "--labels", folder.resolve("third.csv"))
                .requireDone();
        String page = Files.readString(folder.resolve("run/report.html"));
        assertTrue(page.contains("a support vector machine on all neurons"));
        assertTrue(page.contains("no probabilities"));
        assertFalse(page.contains("Can the probabilities be believed?"));
        assertFalse(Files.exists(folder.resolve("run/tables/code_lengths.csv")));
        assertFalse(Files.exists(folder.resolve("run/tables/calibration.csv")));
        assertTrue(Files.readString(folder.resolve("run/run.json")).contains("\"svm\""));
        List<String> probes = table("other_probes").stringColumn("probe").asList();
        assertEquals(
                List.of(
                        "support vector machine",
                        "logistic probe",
                        "linear discriminant",
                        "difference of class means",
                        "best single neuron"),
                probes);
        for (Row row : table("other_probes")) {
            assertEquals(0.92, row.getDouble("auroc"), 0.06, row.toString());
        }
    }

    /** The one class that neurons tell is told; the other two are as good as tossed for. */
    @Test
    void aTableOfSeveralClassesIsAlsoReadAsAWhole() throws IOException {
        labels("remainder.csv", row -> List.of("none", "one", "two").get(row % 3));
        probe("--activations", folder.resolve("held.npy"), "--labels", folder.resolve("remainder.csv"))
                .requireDone();
        Table confusion = table("class_confusion");
        assertEquals(9, confusion.rowCount());
        Table scores = table("scores");
        int rows = scores.row(0).getInt("test_positives") + scores.row(0).getInt("test_negatives");
        assertEquals(rows, confusion.intColumn("rows").sum());
        double right = 0;
        for (Row row : confusion) {
            boolean isRight = row.getString("true_class").equals(row.getString("chosen_class"));
            right += isRight ? row.getInt("rows") : 0;
            if (isRight && row.getString("true_class").equals("none")) {
                assertTrue(row.getDouble("share") > 0.7, row.toString());
            }
        }
        Row all = table("classes").row(0);
        assertEquals(right / rows, all.getDouble("accuracy"), 1e-12);
        assertTrue(all.getDouble("accuracy_ci_low") > all.getDouble("always_the_commonest"), all.toString());
        assertTrue(all.getDouble("accuracy_ci_high") < 0.8, all.toString());
    }

    @Test
    void aCopiedNeuronIsNamedAndIsRedundant() throws IOException {
        probe("--activations", folder.resolve("held.npy"), "--labels", folder.resolve("third.csv"))
                .requireDone();
        assertTrue(Files.readString(folder.resolve("run/report.html")).contains("4 repeats 2"));
        Row without = table("ablation")
                .where(table("ablation").intColumn("neurons_removed").isEqualTo(1))
                .row(0);
        assertTrue(without.getDouble("redundancy") > 0.95, without.toString());
    }

    @Test
    void theSameCommandGivesTheSameBytes() throws IOException {
        Object[] words = {"--activations", folder.resolve("held.npy"), "--labels", folder.resolve("third.csv")};
        probe(words).requireDone();
        var tables = CommandRun.content(folder.resolve("run/tables"));
        String claims = Files.readString(folder.resolve("run/claims.csv"));
        CommandRun.of(Stream.concat(
                                Stream.of(
                                        "probe", "--preset", "smoke", "--threads", 1, "--out", folder.resolve("again")),
                                Stream.of(words))
                        .toArray())
                .requireDone();
        assertEquals(tables, CommandRun.content(folder.resolve("again/tables")));
        assertEquals(claims, Files.readString(folder.resolve("again/claims.csv")));
    }

    @Test
    void comparisonsOnASampleLeaveTheProbeAsItIs() throws IOException {
        Object[] words = {
            "--activations",
            folder.resolve("noise.npy"),
            folder.resolve("held.npy"),
            "--labels",
            folder.resolve("third.csv")
        };
        probe(words).requireDone();
        Table all = table("scores");
        var penalties = table("penalties").toString();
        Path run = folder.resolve("run");
        CommandRun.of(Stream.concat(
                                Stream.of(
                                        "probe",
                                        "--preset",
                                        "smoke",
                                        "--comparison-rows",
                                        300,
                                        "--out",
                                        folder.resolve("sampled")),
                                Stream.of(words))
                        .toArray())
                .requireDone();
        Table sampled =
                Table.read().csv(folder.resolve("sampled/tables/scores.csv").toFile());
        for (String column : List.of(
                "auroc", "auroc_ci_low", "auroc_ci_high", "accuracy", "mcc", "c", "test_positives", "test_groups")) {
            assertEquals(all.column(column).asList(), sampled.column(column).asList(), column);
        }
        assertEquals(
                penalties,
                Table.read()
                        .csv(folder.resolve("sampled/tables/penalties.csv").toFile())
                        .toString());
        for (Row row : sampled) {
            // Four fifths and one fifth, the same rows for both layers, up to the last group that fits.
            assertEquals(sampled.intColumn("comparison_train_rows").getInt(0), row.getInt("comparison_train_rows"));
            assertEquals(240, row.getInt("comparison_train_rows"), 10);
            assertEquals(60, row.getInt("comparison_test_rows"), 3);
            assertTrue(row.getDouble("comparison_auroc") != row.getDouble("auroc"));
        }
        Table controls =
                Table.read().csv(folder.resolve("sampled/tables/controls.csv").toFile());
        Table probes = controls.where(controls.stringColumn("reads").isEqualTo("probe on all neurons"));
        assertEquals(
                sampled.column("comparison_auroc").asList(),
                probes.column("auroc").asList());
        Row first = sampled.row(0);
        String rows = first.getInt("comparison_train_rows") + first.getInt("comparison_test_rows") + " of 600 rows";
        assertTrue(Files.readString(folder.resolve("sampled/report.html")).contains(rows));
        assertTrue(Files.readString(folder.resolve("sampled/run.json")).contains("\"third\" : \"" + rows));
        assertFalse(Files.readString(run.resolve("run.json")).contains("compared_on"));
    }

    @Test
    void aLimitThatIsNotReachedChangesNothing() throws IOException {
        Object[] words = {"--activations", folder.resolve("held.npy"), "--labels", folder.resolve("third.csv")};
        probe(words).requireDone();
        var tables = CommandRun.content(folder.resolve("run/tables"));
        CommandRun.of(Stream.concat(
                                Stream.of(
                                        "probe",
                                        "--preset",
                                        "smoke",
                                        "--comparison-rows",
                                        ROWS,
                                        "--out",
                                        folder.resolve("limited")),
                                Stream.of(words))
                        .toArray())
                .requireDone();
        assertEquals(tables, CommandRun.content(folder.resolve("limited/tables")));
        assertEquals(request("run"), request("limited"));
        probe(
                        "--activations",
                        folder.resolve("held.npy"),
                        "--labels",
                        folder.resolve("third.csv"),
                        "--comparison-rows",
                        9)
                .requireRefused("comparisons");
    }

    private String request(String run) throws IOException {
        String record = Files.readString(folder.resolve(run).resolve("run.json"));
        return record.substring(record.indexOf("\"settings\""), record.indexOf('}', record.indexOf("\"settings\"")));
    }

    @Test
    void wrongInputIsAnsweredInOneLineAndWritesNothing() throws IOException {
        probe().requireRefused("--activations", "superpose probe --demo");
        probe("--activations", folder.resolve("held.npy")).requireRefused("--labels");
        probe("--demo", "--probe", "rigde").requireRefused("did you mean ridge");
        probe("--demo", "--labels", folder.resolve("third.csv")).requireRefused("--demo");
        labels("one.csv", row -> "0");
        probe("--activations", folder.resolve("held.npy"), "--labels", folder.resolve("one.csv"))
                .requireRefused("two classes");
        labels("rare.csv", row -> row < 2 ? "1" : "0");
        probe("--activations", folder.resolve("held.npy"), "--labels", folder.resolve("rare.csv"))
                .requireRefused("groups with class '1' of rare");
        float[] broken = new float[ROWS * NEURONS];
        broken[5 * NEURONS + 1] = Float.NaN;
        NpyFile.write(folder.resolve("broken.npy"), Matrix.of(ROWS, NEURONS, broken));
        probe("--activations", folder.resolve("broken.npy"), "--labels", folder.resolve("third.csv"))
                .requireRefused("finite");
        assertFalse(Files.exists(folder.resolve("run")));
    }
}
