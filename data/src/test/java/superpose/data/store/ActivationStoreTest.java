package superpose.data.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.io.Sha256;
import superpose.data.io.Surroundings;

class ActivationStoreTest {

    @TempDir
    private Path folder;

    private ActivationStore store() {
        Path store = folder.resolve("store");
        SmallStore.write(store);
        return ActivationStore.open(store);
    }

    private static List<Integer> wrong(StoreCheck check) {
        return IntStream.range(0, check.shards().size())
                .filter(shard -> check.shards().get(shard).fault().isPresent())
                .boxed()
                .toList();
    }

    @Test
    void everyFlippedBitOfAShardIsFoundInThatShard() throws IOException {
        ActivationStore store = store();
        assertTrue(store.verify().isSound());
        RandomGenerator random = new Seed(3).generator();
        for (int shard = 0; shard < store.shards().size(); shard++) {
            Path file = store.folder().resolve(store.shards().get(shard).file());
            byte[] whole = Files.readAllBytes(file);
            for (int trial = 0; trial < 40; trial++) {
                byte[] flipped = whole.clone();
                flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, flipped);
                StoreCheck check = ActivationStore.open(store.folder()).verify();
                assertEquals(List.of(shard), wrong(check));
                assertFalse(check.isSound());
            }
            Files.write(file, Arrays.copyOf(whole, whole.length - 1));
            assertEquals(List.of(shard), wrong(store.verify()));
            Files.delete(file);
            assertEquals(List.of(shard), wrong(store.verify()));
            Files.write(file, whole);
        }
        assertTrue(store.verify().isSound());
    }

    @Test
    void forgedMomentsAreFound() {
        ActivationStore store = store();
        Manifest manifest = ManifestReader.read(store.folder());
        Moments right = manifest.statistics().getFirst().moments();
        double[] mean = right.mean();
        mean[1] = Math.nextUp(mean[1]);
        var forged = new TensorStatistics(
                new Moments(right.rows(), mean, right.squaredDeviations(), right.meanNorm()),
                manifest.statistics().getFirst().nonFinite());
        StoreCheck check = new StoreVerifier(
                        store.folder(),
                        new Manifest(
                                manifest.plan(),
                                true,
                                manifest.shards(),
                                List.of(forged, manifest.statistics().getLast())))
                .check();
        assertEquals(List.of(), wrong(check));
        assertEquals(1, check.faults().size());
        assertTrue(check.faults().getFirst().contains("blocks.1.hook_resid_post"));
    }

    @Test
    void momentsAreThoseOfTheWholeMatrix() {
        ActivationStore store = store();
        for (StoreTensor tensor : store.tensors()) {
            Matrix values = store.activations(tensor.name()).values();
            Moments moments = store.moments(tensor.name());
            assertEquals(values.rows(), moments.rows());
            for (int column = 0; column < tensor.width(); column++) {
                float[] numbers = values.column(column);
                double sum = 0;
                double squares = 0;
                for (float number : numbers) {
                    sum += number;
                    squares += (double) number * number;
                }
                double mean = sum / numbers.length;
                assertEquals(mean, moments.mean()[column], 1e-12);
                assertEquals(squares / numbers.length - mean * mean, moments.variance()[column], 1e-12);
            }
            double norms = 0;
            for (int row = 0; row < values.rows(); row++) {
                double squares = 0;
                for (float number : values.row(row)) {
                    squares += (double) number * number;
                }
                norms += Math.sqrt(squares);
            }
            assertEquals(norms / values.rows(), moments.meanNorm(), 1e-12);
        }
    }

    @Test
    void momentsOfALargeOffsetKeepTheirVariance() {
        // Values around a million with a spread of one: the textbook formula in float32 would lose all of it.
        float[] values = new float[20_000];
        RandomGenerator random = new Seed(1).generator();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (1e6 + random.nextGaussian());
        }
        Matrix all = Matrix.of(values.length, 1, values);
        Moments whole = Moments.of(all);
        Moments merged = Moments.none(1);
        for (int from = 0; from < values.length; ) {
            int to = Math.min(values.length, from + random.nextInt(1, 300));
            merged = merged.and(Moments.of(all.rows(from, to)));
            from = to;
        }
        assertEquals(whole.rows(), merged.rows());
        assertEquals(whole.mean()[0], merged.mean()[0], 1e-9 * 1e6);
        assertEquals(whole.variance()[0], merged.variance()[0], 1e-9);
        assertEquals(1, merged.variance()[0], 0.1);
    }

    @Test
    void theHashOfAStoreIsThatOfItsManifest() throws IOException {
        ActivationStore store = store();
        assertEquals(Sha256.of(Manifest.in(store.folder())), store.sha256());
        Path other = folder.resolve("other");
        SmallStore.write(other, SmallStore.plan(11));
        assertNotEquals(store.sha256(), ActivationStore.open(other).sha256());
    }

    @Test
    void foldersThatAreNoStoreAreRefused() throws IOException {
        assertFalse(ActivationStore.isStore(folder));
        assertTrue(Surroundings.refusal(() -> ActivationStore.open(folder)).contains("manifest.json"));
        Surroundings.refusal(() -> ActivationStore.open(folder.resolve("missing")));
        Path foreign = Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("manifest.json"), "{}");
        Surroundings.refusal(() -> ActivationStore.open(foreign));
    }

    @Test
    void aShardThatDoesNotFitIsRefusedWhenItIsRead() throws IOException {
        ActivationStore store = store();
        Path first = store.folder().resolve(StoreShard.name(0));
        Files.copy(store.folder().resolve(StoreShard.name(1)), first, StandardCopyOption.REPLACE_EXISTING);
        assertTrue(Surroundings.refusal(() -> store.activations("input")).contains("shard-00000"));
        Files.delete(first);
        assertTrue(
                Surroundings.refusal(() -> ActivationStore.open(store.folder()).positions())
                        .contains("shard-00000"));
    }

    @Test
    void moreRowsThanAMatrixHoldsAreRefusedInOneLine() throws IOException {
        int most = Integer.MAX_VALUE;
        String hash = "0".repeat(64);
        Manifest huge = new Manifest(
                SmallStore.plan(),
                true,
                List.of(
                        new StoreShard(StoreShard.name(0), most, 0, 1, 0, hash),
                        new StoreShard(StoreShard.name(1), most, 1, 1, 0, hash)),
                Manifest.empty(SmallStore.plan()).statistics());
        Files.write(Manifest.in(folder), ManifestWriter.bytes(huge));
        ActivationStore store = ActivationStore.open(folder);
        assertEquals(2L * most, store.rows());
        for (Executable read : List.<Executable>of(() -> store.activations("input"), store::rowInputs, store::tokens)) {
            assertTrue(Surroundings.refusal(read).contains("less than 2^31 rows"));
        }
    }

    @Test
    void tensorsAreChosenByNameOrPattern() {
        Path named = folder.resolve("named");
        List<StoreTensor> tensors = Stream.of("blocks.0.out", "blocks.1.out", "a*b", "axb", "x[0]")
                .map(name -> new StoreTensor(name, 1))
                .toList();
        try (StoreWriter writer =
                StoreWriter.open(named, new StorePlan(new StoreOrigin(new TreeMap<>()), tensors, 1))) {
            writer.finish();
        }
        ActivationStore store = ActivationStore.open(named);
        assertEquals(tensors, store.tensors("*"));
        assertEquals(tensors.subList(0, 2), store.tensors("blocks.?.out"));
        assertEquals(tensors.subList(0, 1), store.tensors("blocks.0*"));
        assertEquals(tensors.subList(2, 3), store.tensors("a*b"), "a name goes before a pattern");
        assertEquals(tensors.subList(2, 4), store.tensors("a?b"));
        assertEquals(tensors.subList(4, 5), store.tensors("x[0]"));
        assertTrue(Surroundings.refusal(() -> store.tensors("blocks.0.in")).contains("did you mean blocks.0.out"));
        Surroundings.refusal(() -> store.tensors("blocks.0_out"));
    }

    @Test
    void shardsAreReadByOtherProgramsToo() throws Exception {
        ActivationStore store = store();
        StringBuilder expected = new StringBuilder();
        for (long input : store.rowInputs()) {
            expected.append(input).append(' ');
        }
        Files.writeString(store.folder().resolve("expected.txt"), expected);
        // Reads the format with numpy alone, as its description says.
        Surroundings.runPython(store.folder(), """
                import glob, json, struct
                import numpy
                rows = []
                for name in sorted(glob.glob('shard-*.safetensors')):
                    data = open(name, 'rb').read()
                    size = struct.unpack('<Q', data[:8])[0]
                    header = json.loads(data[8:8 + size])
                    assert (8 + size) % 8 == 0
                    types = {'I64': '<i8', 'I32': '<i4', 'F32': '<f4'}
                    arrays = {}
                    for key, entry in header.items():
                        begin, end = entry['data_offsets']
                        part = data[8 + size + begin:8 + size + end]
                        arrays[key] = numpy.frombuffer(part, types[entry['dtype']]).reshape(entry['shape'])
                    assert arrays['input'].shape == (len(arrays['row:input']), 2)
                    rows += list(arrays['row:input'])
                assert rows == [int(word) for word in open('expected.txt').read().split()]
                """);
    }

    @Test
    void theValuesOfAnInputAreWhereTheIndexSays() {
        ActivationStore store = store();
        long[] inputs = store.rowInputs();
        int[] positions = store.positions();
        Matrix values = store.activations("input").values();
        for (int row = 0; row < inputs.length; row++) {
            float[] expected = SmallStore.rows(inputs[row]).values().get(1);
            assertArrayEquals(
                    Arrays.copyOfRange(expected, 2 * positions[row], 2 * positions[row] + 2), values.row(row));
        }
    }
}
