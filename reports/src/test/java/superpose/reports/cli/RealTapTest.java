package superpose.reports.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Matrix;
import superpose.data.io.ArrayFiles;
import superpose.data.store.ActivationStore;
import superpose.data.store.StoreRows;

/** Trained models, against numbers that other programs computed with them. */
class RealTapTest {

    /** Half the distance of neighbouring float16 numbers, relative to them, and what float32 arithmetic adds. */
    private static final double FLOAT16 = 5.0e-4;

    private static final double TOLERANCE = 1e-4;

    @TempDir
    private Path folder;

    private static Path shared(String name) {
        Path here = Path.of("").toAbsolutePath();
        Path root = Files.isDirectory(here.resolve("toyModels")) ? here : here.resolveSibling("");
        Path found = root.resolve("../shared").resolve(name).normalize();
        assumeTrue(Files.exists(found), "no ../shared/" + name + " beside the project");
        return found;
    }

    private CommandRun digits(Path out, String normalization) {
        return CommandRun.of(
                "tap",
                shared("real/mnist-cnn.onnx"),
                "--at",
                "11",
                "14",
                "18",
                "--input",
                shared("real/mnist-images-idx3-ubyte.gz"),
                "--out",
                out,
                "--normalize",
                normalization,
                "--expect-accuracy",
                "0.986",
                "--labels",
                shared("real/mnist-labels-idx1-ubyte.gz"));
    }

    @Test
    void theDigitClassifierIsAsGoodAsNumpyFindsIt() {
        Path out = folder.resolve("digits");
        CommandRun run = digits(out, "0.1307,0.3081").requireDone();
        assertTrue(run.out().contains("accuracy: 98.60 %"), run.out());
        ActivationStore store = ActivationStore.open(out);
        assertEquals(5000, store.rows());
        assertEquals(1440, store.activations("11").neurons());
        assertEquals(320, store.activations("14").neurons());
        assertEquals(50, store.activations("18").neurons());
        assertTrue(store.verify().isSound());
        assertArrayEquals(LongStream.range(0, 5000).toArray(), store.rowInputs());
        assertTrue(IntStream.of(store.tokens()).allMatch(token -> token == StoreRows.NO_TOKEN));
    }

    @Test
    void aWrongNormalisationIsCaught() {
        Path out = folder.resolve("digits");
        digits(out, "unit").requireRefused("0.9842");
        assertFalse(Files.exists(out));
    }

    @Test
    void theLanguageModelsRowsAreWhatPyTorchStored() throws Exception {
        Path tasks = shared("lm/probe_tasks");
        List<Path> files;
        try (var listed = Files.list(tasks.resolve("activations"))) {
            files = listed.sorted().toList();
        }
        assertEquals(6, files.size());
        Path out = folder.resolve("streams");
        List<Object> words = new ArrayList<>(List.of("tap", shared("lm/model.onnx"), "--at"));
        files.forEach(file -> words.add(site(file)));
        words.addAll(List.of("--input", tasks.resolve("texts.jsonl"), "--out", out));
        CommandRun.of(words.toArray()).requireDone();
        ActivationStore store = ActivationStore.open(out);
        assertEquals(160, store.inputs());
        for (Path file : files) {
            Matrix expected = ArrayFiles.activations(file).values();
            Matrix came = store.activations(site(file)).values();
            assertEquals(expected.rows(), came.rows());
            assertEquals(expected.columns(), came.columns());
            for (int row = 0; row < expected.rows(); row++) {
                for (int column = 0; column < expected.columns(); column++) {
                    float wanted = expected.get(row, column);
                    assertEquals(wanted, came.get(row, column), TOLERANCE + FLOAT16 * Math.abs(wanted));
                }
            }
        }
    }

    private static String site(Path file) {
        return String.valueOf(file.getFileName()).replaceFirst("\\.npy$", "");
    }

    @Test
    void specialTokensAloneAreSkipped() {
        int special = 1023;
        Path all = folder.resolve("all");
        Path without = folder.resolve("without");
        Object[] common = {
            "tap",
            shared("lm/model.onnx"),
            "--at",
            "blocks.1.hook_resid_post",
            "--input",
            shared("lm/heldout.txt"),
            "--limit",
            100
        };
        CommandRun.of(with(common, "--out", all)).requireDone();
        CommandRun.of(with(common, "--out", without, "--skip-special")).requireDone();
        ActivationStore whole = ActivationStore.open(all);
        ActivationStore skipped = ActivationStore.open(without);
        int[] tokens = whole.tokens();
        int[] kept = IntStream.range(0, tokens.length)
                .filter(row -> tokens[row] != special)
                .toArray();
        assertTrue(kept.length < whole.rows());
        assertArrayEquals(pick(tokens, kept), skipped.tokens());
        assertArrayEquals(pick(whole.positions(), kept), skipped.positions());
        Matrix before = whole.activations("blocks.1.hook_resid_post").values();
        Matrix after = skipped.activations("blocks.1.hook_resid_post").values();
        for (int row = 0; row < kept.length; row++) {
            assertArrayEquals(before.row(kept[row]), after.row(row));
        }
    }

    private static int[] pick(int[] values, int[] at) {
        return Arrays.stream(at).map(row -> values[row]).toArray();
    }

    private static Object[] with(Object[] some, Object... more) {
        List<Object> all = new ArrayList<>(Arrays.asList(some));
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    @Test
    void aFolderOfImagesIsWhatTheArrayOfThemIs() throws IOException {
        Path idx = shared("real/mnist-images-idx3-ubyte.gz");
        Matrix pixels = ArrayFiles.array(idx).matrix();
        Path images = Files.createDirectory(folder.resolve("images"));
        for (int digit = 0; digit < 10; digit++) {
            BufferedImage image = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
            for (int at = 0; at < 28 * 28; at++) {
                image.getRaster().setSample(at % 28, at / 28, 0, (int) pixels.get(digit, at));
            }
            assertTrue(ImageIO.write(
                    image, "png", images.resolve("digit" + digit + ".png").toFile()));
        }
        float[][] hidden = new float[2][];
        for (Path input : List.of(idx, images)) {
            int which = input.equals(idx) ? 0 : 1;
            Path out = folder.resolve("hidden" + which);
            CommandRun.of(
                            "tap",
                            shared("real/mnist-cnn.onnx"),
                            "--at",
                            "18",
                            "--input",
                            input,
                            "--limit",
                            10,
                            "--normalize",
                            "0.1307,0.3081",
                            "--out",
                            out)
                    .requireDone();
            hidden[which] = ActivationStore.open(out).activations("18").values().toArray();
        }
        assertArrayEquals(hidden[0], hidden[1]);
    }
}
