package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import superpose.data.Activations;
import superpose.data.Groups;
import superpose.data.Labels;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.Split;

/** Files that other programs wrote: a language model, its activations and labels, and digits. */
class RealFilesTest {

    private static final int ROWS = 20_480;

    private static List<Path> files(String folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(Surroundings.shared(folder))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void activationsOfEverySiteOpen() throws IOException {
        List<Path> files = files("lm/probe_tasks/activations", ".npy");
        assertEquals(6, files.size());
        for (Path file : files) {
            Activations activations = ArrayFiles.activations(file).requireFinite();
            assertEquals(ROWS, activations.samples());
            assertEquals(file.toString().contains("mlp") ? 512 : 128, activations.neurons());
        }
    }

    @Test
    void labelTablesJoinToTheRowsOfTheActivations() throws IOException {
        List<LabelTable> tables =
                files("lm/probe_tasks", ".csv").stream().map(LabelTable::read).toList();
        LabelledRows joined = LabelledRows.join(ROWS, tables);
        assertEquals(6, joined.labels().size());
        for (Labels labels : joined.labels()) {
            assertEquals(List.of("0", "1"), labels.classes());
            // The last token of each of the 160 texts has no next character.
            int missing = labels.name().equals("next_char_punctuation") ? 160 : 0;
            assertEquals(missing, labels.count(Labels.MISSING), labels.name());
        }
        Groups texts = joined.groups();
        assertEquals(160, texts.count());
        assertEquals(3, texts.of(3 * 128 + 5));
        assertSharesMatch(texts, joined.labels());
    }

    private static void assertSharesMatch(Groups texts, List<Labels> tasks) {
        for (Labels labels : tasks) {
            int[] test = Split.holdOut(texts, labels, 0.3, new Seed(1)).test();
            assertEquals(0.3 * ROWS, test.length, 128);
            double positive =
                    Arrays.stream(test).filter(row -> labels.of(row) == 1).count() / (0.3 * labels.count(1));
            assertEquals(1, positive, 0.02, labels.name());
        }
    }

    @Test
    void referenceArchiveAndModelAgreeOnTheEmbedding() {
        Path archive = Surroundings.shared("lm/reference.npz");
        Path model = Surroundings.shared("lm/model.safetensors");
        assertEquals(14, ArrayFiles.open(archive).size());
        Matrix ids = ArrayFiles.array(archive, "input_ids").matrix();
        Matrix embedded = ArrayFiles.array(archive, "hook_embed").matrix();
        Matrix table = ArrayFiles.array(model, "wte.weight").matrix();
        assertEquals(8 * 128, embedded.rows());
        for (int token = 0; token < embedded.rows(); token++) {
            float[] expected = table.row((int) ids.get(token / 128, token % 128));
            assertTrue(Arrays.equals(expected, embedded.row(token)), "token " + token);
        }
    }

    @Test
    void everyTensorOfTheModelsIsReadable() {
        for (String name : List.of("lm/model.safetensors", "real/mnist-cnn.safetensors")) {
            for (StoredArray array : ArrayFiles.open(Surroundings.shared(name))) {
                Matrix matrix = array.matrix();
                assertEquals(array.format().values(), (long) matrix.rows() * matrix.columns(), array.toString());
                matrix.toArray();
            }
        }
    }

    @Test
    void digitsAreBytesAndLabelsAreDigits() {
        Activations images = ArrayFiles.activations(Surroundings.shared("real/mnist-images-idx3-ubyte.gz"));
        Activations labels = ArrayFiles.activations(Surroundings.shared("real/mnist-labels-idx1-ubyte.gz"));
        assertEquals(5000, images.samples());
        assertEquals(784, images.neurons());
        assertEquals(5000, labels.samples());
        assertEquals(7, labels.values().get(0, 0));
        for (float label : labels.values().column(0)) {
            assertTrue(label >= 0 && label <= 9);
        }
    }
}
