package superpose.reports.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.io.ArrayFiles;
import superpose.data.io.ArrayReference;
import superpose.data.io.NpyFile;
import superpose.reports.experiments.ExperimentRun;
import superpose.reports.experiments.Preset;
import superpose.reports.experiments.Progress;
import superpose.reports.probing.NeuronCountCurve;
import superpose.reports.sources.RowGrouping;
import tech.tablesaw.api.Row;
import tech.tablesaw.api.Table;

class RealStudyTest {

    private static final int TEXTS = 40;
    private static final int POSITIONS = 20;
    private static final int NEURONS = 8;

    @TempDir
    private Path folder;

    private static Table probes(Path out) {
        return Table.read().csv(out.resolve("tables/probes.csv").toFile());
    }

    private static void run(RealPlan plan, Path out) {
        new ExperimentRun(new RealStudy(plan), Progress.silent(), 2).into(out);
    }

    private static RealPlan plan(List<Path> activations, List<Path> labels, Optional<Path> testGroups) {
        return new RealPlan(
                Preset.SMOKE,
                activations.stream()
                        .map(file -> new ArrayReference(file, Optional.empty()))
                        .toList(),
                labels,
                new RowGrouping(Optional.empty(), testGroups));
    }

    /** Neuron 3 holds the concept; every other neuron, and the whole of a second file, is noise. */
    private List<Path> plantedFiles() throws IOException {
        RandomGenerator random = new Seed(11).generator();
        float[] planted = new float[TEXTS * POSITIONS * NEURONS];
        float[] noise = new float[planted.length];
        StringJoiner everyRow = new StringJoiner("\n", "text,position,label\n", "\n");
        StringJoiner someRows = new StringJoiner("\n", "text,position,label\n", "\n");
        for (int row = 0; row < TEXTS * POSITIONS; row++) {
            boolean on = random.nextInt(4) == 0;
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                planted[row * NEURONS + neuron] = (float) random.nextGaussian();
                noise[row * NEURONS + neuron] = (float) random.nextGaussian();
            }
            planted[row * NEURONS + 3] += on ? 3 : 0;
            String line = row / POSITIONS + "," + row % POSITIONS + "," + (on ? 1 : 0);
            everyRow.add(line);
            if (row % POSITIONS < POSITIONS - 1) {
                someRows.add(line);
            }
        }
        Path first = folder.resolve("planted.npy");
        Path second = folder.resolve("noise.npy");
        NpyFile.write(first, Matrix.of(TEXTS * POSITIONS, NEURONS, planted));
        NpyFile.write(second, Matrix.of(TEXTS * POSITIONS, NEURONS, noise));
        return List.of(
                first,
                second,
                Files.writeString(folder.resolve("everywhere.csv"), everyRow.toString()),
                Files.writeString(folder.resolve("not_at_the_end.csv"), someRows.toString()));
    }

    @Test
    void aPlantedConceptIsFoundWhereItIsAndNowhereElse() throws IOException {
        List<Path> files = plantedFiles();
        Path out = folder.resolve("run");
        run(plan(files.subList(0, 2), files.subList(2, 4), Optional.empty()), out);
        // The best read-out of a shift by three standard deviations has an AUROC of Phi(3 / sqrt 2) = 0.983.
        for (Row row : probes(out)) {
            boolean planted = row.getString("activations").equals("planted");
            assertEquals(planted ? 0.983 : 0.5, row.getDouble("auroc"), planted ? 0.03 : 0.12);
            assertEquals(0.5, row.getDouble("shuffled_auroc"), 0.15);
            if (planted) {
                assertEquals(3, row.getInt("best_neuron"));
            }
            int rows = row.getInt("train_positives")
                    + row.getInt("train_negatives")
                    + row.getInt("test_positives")
                    + row.getInt("test_negatives");
            boolean some = row.getString("concept").equals("not_at_the_end");
            assertEquals(TEXTS * (some ? POSITIONS - 1 : POSITIONS), rows, "rows without a label are left out");
        }
    }

    @Test
    void anInterruptedRunGoesOnAndEndsWithTheSameBytes() throws IOException {
        List<Path> files = plantedFiles();
        RealPlan plan = plan(files.subList(0, 2), files.subList(2, 4), Optional.empty());
        Path whole = folder.resolve("whole");
        run(plan, whole);
        Path out = folder.resolve("interrupted");
        Iterator<Integer> points = List.of(1, 2).iterator();
        Progress killer = Heard.lines(line -> {
            if (points.next() == 2) {
                throw new IllegalStateException("killed");
            }
        });
        assertThrows(IllegalStateException.class, () -> new ExperimentRun(new RealStudy(plan), killer, 1).into(out));
        run(plan, out);
        for (String file :
                List.of("claims.csv", "tables/probes.csv", "tables/neuron_counts.csv", "tables/growth.csv")) {
            assertEquals(Files.readString(whole.resolve(file)), Files.readString(out.resolve(file)), file);
        }
    }

    @Test
    void filesInAnotherOrderAreAnotherRun() throws IOException {
        List<Path> files = plantedFiles();
        Path out = folder.resolve("run");
        run(plan(List.of(files.get(0), files.get(1)), files.subList(2, 3), Optional.empty()), out);
        RealPlan turned = plan(List.of(files.get(1), files.get(0)), files.subList(2, 3), Optional.empty());
        assertThrows(BadInputException.class, () -> run(turned, out));
    }

    @Test
    void filesOfOneNameKeepApart() throws IOException {
        List<Path> files = plantedFiles();
        Path other = Files.createDirectories(folder.resolve("other")).resolve("planted.npy");
        Files.copy(files.get(1), other);
        Path out = folder.resolve("run");
        run(plan(List.of(files.get(0), other), files.subList(2, 3), Optional.empty()), out);
        assertEquals(2, probes(out).stringColumn("activations").unique().size());
    }

    @Test
    void constantNeuronsAreCountedAndDoNoHarm() throws IOException {
        List<Path> files = plantedFiles();
        Matrix planted = ArrayFiles.activations(files.get(0)).values();
        float[] values = planted.toArray();
        for (int row = 0; row < planted.rows(); row++) {
            values[row * NEURONS + 5] = 0.25f;
        }
        Path dead = folder.resolve("dead.npy");
        NpyFile.write(dead, Matrix.of(planted.rows(), NEURONS, values));
        Path out = folder.resolve("run");
        run(plan(List.of(dead), files.subList(2, 3), Optional.empty()), out);
        Row only = probes(out).iterator().next();
        assertEquals(1, only.getInt("constant_neurons"));
        assertEquals(0.983, only.getDouble("auroc"), 0.03);
    }

    @Test
    void aSingleNeuronMakesAReport() throws IOException {
        List<Path> files = plantedFiles();
        Path one = folder.resolve("one.npy");
        NpyFile.write(one, ArrayFiles.activations(files.get(0)).values().selectColumns(new int[] {3}));
        Path out = folder.resolve("run");
        run(plan(List.of(one), files.subList(2, 3), Optional.empty()), out);
        assertTrue(Files.size(out.resolve("report.html")) > 0);
    }

    @Test
    void theBestNeuronFirstHoldsTheWholeConcept() throws IOException {
        List<Path> files = plantedFiles();
        Path out = folder.resolve("run");
        run(plan(files.subList(0, 1), files.subList(2, 3), Optional.empty()), out);
        Table curve = Table.read().csv(out.resolve("tables/neuron_counts.csv").toFile());
        List<Double> bestFirst = new ArrayList<>();
        for (Row row : curve) {
            if (row.getString("order").equals(NeuronCountCurve.BEST_FIRST)) {
                bestFirst.add(row.getDouble("auroc"));
            }
        }
        assertEquals(4, bestFirst.size(), "1, 2, 4 and 8 neurons");
        assertEquals(bestFirst.getLast(), bestFirst.getFirst(), 0.02);
    }

    @Test
    void aTextIsNeverOnBothSidesOfTheSplit() throws IOException {
        List<Path> files = plantedFiles();
        Path groups = Files.writeString(folder.resolve("test.txt"), "3\n7\n39\n");
        Path out = folder.resolve("run");
        run(plan(files.subList(0, 1), files.subList(2, 3), Optional.of(groups)), out);
        Row only = probes(out).iterator().next();
        assertEquals(3 * POSITIONS, only.getInt("test_positives") + only.getInt("test_negatives"));
    }

    @Test
    void theLanguageModelsConceptsAreReadAsWellAsScikitLearnReadsThem() throws IOException {
        Path tasks = Path.of("../../shared/lm/probe_tasks");
        assumeTrue(Files.isDirectory(tasks), "the language model's activations are not on this machine");
        ObjectMapper json = new ObjectMapper();
        JsonNode testIds =
                json.readTree(tasks.resolve("concepts.json").toFile()).get("test_text_ids");
        StringBuilder lines = new StringBuilder();
        testIds.forEach(id -> lines.append(id.asText()).append('\n'));
        Path groups = Files.writeString(folder.resolve("test.txt"), lines.toString());
        List<Path> labels = new ArrayList<>();
        JsonNode baseline = json.readTree(
                        tasks.resolveSibling("probe_baseline.json").toFile())
                .get("concepts");
        baseline.fieldNames().forEachRemaining(name -> labels.add(tasks.resolve(name + ".csv")));
        Path out = folder.resolve("run");
        run(plan(List.of(tasks.resolve("activations/blocks.2.hook_resid_post.npy")), labels, Optional.of(groups)), out);
        Table probes = probes(out);
        assertEquals(6, probes.rowCount());
        for (Row row : probes) {
            double expected =
                    baseline.get(row.getString("concept")).get("auroc").asDouble();
            assertEquals(expected, row.getDouble("auroc"), 0.02, row.getString("concept"));
            assertTrue(row.getDouble("auroc_ci_low") < row.getDouble("auroc"));
        }
    }
}
