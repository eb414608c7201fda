package superpose.data.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.BadInputException;
import superpose.data.Seed;
import superpose.data.io.Mutations;
import superpose.data.io.Surroundings;

/** Manifests that were changed, by accident or with a forged seal. */
class ManifestFuzzTest {

    private static final int MUTATIONS = 3000;

    @TempDir
    private Path folder;

    private byte[] manifest() throws Exception {
        Path store = folder.resolve("store");
        SmallStore.write(store);
        return Files.readAllBytes(Manifest.in(store));
    }

    /** Puts the right seal on a changed manifest, where it still has room for one. */
    private static byte[] forged(byte[] text) {
        byte[] tail = ManifestWriter.TAIL.getBytes(StandardCharsets.US_ASCII);
        int least = tail.length + ManifestWriter.SEAL_DIGITS;
        boolean ends = text.length >= least
                && Arrays.equals(text, text.length - tail.length, text.length, tail, 0, tail.length);
        return ends ? ManifestWriter.sealed(text) : text;
    }

    private static byte[] forged(byte[] text, UnaryOperator<String> change) {
        String before = new String(text, StandardCharsets.UTF_8);
        String after = change.apply(before);
        assertTrue(!before.equals(after), "the change must change something");
        return forged(after.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void whatIsWrittenIsReadBackAndWrittenAgain() throws Exception {
        byte[] text = manifest();
        assertArrayEquals(text, ManifestWriter.bytes(ManifestReader.parse("test", text)));
        assertArrayEquals(text, forged(text.clone()));
    }

    @Test
    void everyFlippedBitIsFound() throws Exception {
        byte[] text = manifest();
        for (int bit = 0; bit < text.length * 8; bit++) {
            byte[] flipped = text.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertTrue(Surroundings.refusal(() -> ManifestReader.parse("test", flipped))
                    .contains("hash"));
        }
    }

    @Test
    void mutatedManifestsAreReadOrRefused() throws Exception {
        byte[] text = manifest();
        int read = 0;
        int refused = 0;
        for (int number = 0; number < MUTATIONS; number++) {
            byte[] mutated =
                    forged(Mutations.of(text, new Seed(number).child("manifest").generator()));
            try {
                Manifest manifest = ManifestReader.parse("test", mutated);
                assertEquals(SmallStore.TENSORS.size(), manifest.statistics().size());
                ManifestWriter.bytes(manifest);
                read++;
            } catch (BadInputException e) {
                Surroundings.requireOneLine(e);
                refused++;
            } catch (RuntimeException | Error e) {
                fail("mutation " + number + ": " + e, e);
            }
        }
        assertTrue(read > 10 && refused > 1000, read + " read, " + refused + " refused");
    }

    @Test
    void forgedManifestsAreRefusedForWhatTheySay() throws Exception {
        byte[] text = manifest();
        Map<String, UnaryOperator<String>> forgeries = Map.of(
                "strict JSON", json -> json.replaceFirst("\"shard_rows\"", "\"rows\""),
                "the file shard-00000.safetensors", json -> json.replace("shard-00000.", "../../shard-00000."),
                "0 or more as width", json -> json.replaceFirst("\"width\" : 3", "\"width\" : -3"),
                "a whole number as width", json -> json.replaceFirst("\"width\" : 3", "\"width\" : \"3\""),
                "4 numbers as mean", json -> json.replaceFirst("\"width\" : 3", "\"width\" : 4"),
                "version 1", json -> json.replaceFirst("\"version\" : 1", "\"version\" : 2"),
                "the format superpose-activations", json -> json.replaceFirst("superpose-activations", "squeezed"),
                "true or false", json -> json.replaceFirst("true", "1"),
                "as in the shards", json -> json.replaceFirst("\"inputs\" : 23", "\"inputs\" : 22"),
                "64 hexadecimal digits", json -> json.replaceFirst("\"sha256\" : \"", "\"sha256\" : \"x"));
        forgeries.forEach((expected, change) -> {
            String message = Surroundings.refusal(() -> ManifestReader.parse("test", forged(text, change)));
            assertTrue(message.contains(expected), message);
        });
        Surroundings.refusal(() -> ManifestReader.parse("test", new byte[0]));
        Surroundings.refusal(() -> ManifestReader.parse("test", forged(text, json -> "[".repeat(100_000) + json)));
        Surroundings.refusal(() -> ManifestReader.parse("test", forged(text, json -> "{}" + json)));
    }
}
