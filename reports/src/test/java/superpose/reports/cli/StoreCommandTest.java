package superpose.reports.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.store.StoreOrigin;
import superpose.data.store.StorePlan;
import superpose.data.store.StoreRows;
import superpose.data.store.StoreTensor;
import superpose.data.store.StoreWriter;

class StoreCommandTest {

    @TempDir
    private Path folder;

    private record Outcome(int code, String out, String err) {}

    private static Outcome run(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(Arrays.stream(words).map(Object::toString).toArray(String[]::new));
        return new Outcome(code, out.toString(), err.toString());
    }

    private static void assertSays(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), "'" + part + "' in: " + text);
        }
    }

    /** Writes rows of length 5 in one tensor and of 13 in the other. */
    private Path store(String name, boolean finished) {
        Path store = folder.resolve(name);
        StorePlan plan = new StorePlan(
                new StoreOrigin(new TreeMap<>(Map.of("model", "tiny.onnx", "input", "two\nlines"))),
                List.of(new StoreTensor("blocks.0.hook_mlp_out", 2), new StoreTensor("logits", 3)),
                2);
        try (StoreWriter writer = StoreWriter.open(store, plan)) {
            for (int input = 0; input < 4; input++) {
                writer.add(new StoreRows(
                        input, new int[] {0}, new int[] {input}, List.of(new float[] {3, 4}, new float[] {
                            12, 4, input == 2 ? Float.NaN : 3
                        })));
            }
            if (finished) {
                writer.finish();
            }
        }
        return store;
    }

    @Test
    void infoSaysWhatAStoreHolds() {
        Outcome outcome = run("store", "info", store("acts", true));
        assertEquals(0, outcome.code(), outcome.err());
        assertSays(
                outcome.out(),
                "4 rows of 4 inputs in 2 shards",
                "model: tiny.onnx",
                "input: two?lines",
                "blocks.0.hook_mlp_out  F32   4 x 2  mean norm 5",
                "mean norm 13.00, not finite: 1, the first in input 2 at position 0, column 2");
        assertTrue(!outcome.out().contains("incomplete"), outcome.out());
        assertSays(run("store", "info", store("part", false)).out(), "incomplete", "goes on with input 4");
    }

    @Test
    void inspectListsTheTensorsOfAStore() {
        Outcome outcome = run("inspect", store("acts", true), store("part", false));
        assertEquals(0, outcome.code(), outcome.err());
        assertSays(
                outcome.out(), "acts: store of 2 tensors", "logits                 F32   4 x 3", "tensors, incomplete");
    }

    @Test
    void verifyNamesTheShardThatIsWrong() throws IOException {
        Path good = store("good", true);
        Path bad = store("bad", true);
        assertEquals(0, run("store", "verify", good, bad).code());
        Path shard = bad.resolve("shard-00001.safetensors");
        byte[] bytes = Files.readAllBytes(shard);
        bytes[bytes.length - 3] ^= 1;
        Files.write(shard, bytes);
        Outcome outcome = run("store", "verify", good, bad);
        assertEquals(2, outcome.code());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertSays(
                outcome.out(),
                "good: ok",
                "bad: wrong",
                "shard-00000.safetensors  ok",
                "shard-00001.safetensors  has other content");
    }

    @Test
    void verifyFindsADamagedManifestAndGoesOnWithTheOthers() throws IOException {
        Path good = store("good", true);
        Path bad = store("bad", true);
        Path manifest = bad.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("tiny.onnx", "tidy.onnx"));
        Outcome outcome = run("store", "verify", bad, good);
        assertEquals(2, outcome.code());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertSays(outcome.out(), "bad: wrong", "manifest.json", "good: ok");
    }

    @Test
    void anIncompleteStoreIsWrongUnlessItIsExpected() {
        Path part = store("part", false);
        Outcome outcome = run("store", "verify", part);
        assertEquals(2, outcome.code());
        assertSays(outcome.out(), "part: incomplete, ok");
        assertEquals(0, run("store", "verify", "--incomplete", part).code());
    }

    @Test
    void foldersThatAreNoStoreAreRefused() {
        for (String command : List.of("info", "verify")) {
            Outcome outcome = run("store", command, folder);
            assertEquals(2, outcome.code());
            assertEquals(1, outcome.err().lines().count(), outcome.err());
        }
        assertSays(run("store", "info", folder).err(), "manifest.json");
        assertEquals(2, run("store").code());
        assertEquals(2, run("store", "info").code());
    }

    @Test
    void sizesAreInWords() {
        assertEquals("1 byte", FileSize.words(1));
        assertEquals("999 bytes", FileSize.words(999));
        assertEquals("1.00 kB", FileSize.words(1000));
        assertEquals("10.0 kB", FileSize.words(9_996));
        assertEquals("100 kB", FileSize.words(99_960));
        assertEquals("1.00 MB", FileSize.words(999_600));
        assertEquals("123 GB", FileSize.words(123_456_789_012L));
        assertEquals("9.22 EB", FileSize.words(Long.MAX_VALUE));
    }
}
