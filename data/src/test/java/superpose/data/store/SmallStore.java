package superpose.data.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import superpose.data.Seed;

/** A store that is small enough to be looked at whole: two tensors, inputs of different length, some without rows. */
final class SmallStore {

    static final int INPUTS = 23;
    static final List<StoreTensor> TENSORS =
            List.of(new StoreTensor("blocks.1.hook_resid_post", 3), new StoreTensor("input", 2));

    private SmallStore() {}

    static StorePlan plan() {
        return plan(10);
    }

    static StorePlan plan(int shardRows) {
        return new StorePlan(
                new StoreOrigin(new TreeMap<>(Map.of("model", "tiny \"größe\"", "input", "text\nof lines"))),
                TENSORS,
                shardRows);
    }

    static StoreRows rows(long input) {
        RandomGenerator random = new Seed(5).child(input).generator();
        int rows = input % 4 == 3 || input == INPUTS - 1 ? 0 : random.nextInt(1, 7);
        return new StoreRows(
                input,
                IntStream.range(0, rows).toArray(),
                IntStream.range(0, rows)
                        .map(row -> input % 2 == 0 ? StoreRows.NO_TOKEN : random.nextInt(100))
                        .toArray(),
                TENSORS.stream()
                        .map(tensor -> values(rows * tensor.width(), random))
                        .toList());
    }

    private static float[] values(int count, RandomGenerator random) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (3 + random.nextGaussian());
        }
        return values;
    }

    /** Adds the inputs that are missing, up to one. */
    static void add(StoreWriter writer, long end) {
        while (writer.nextInput() < end) {
            writer.add(rows(writer.nextInput()));
        }
    }

    static StoreSummary write(Path folder) {
        return write(folder, plan());
    }

    static StoreSummary write(Path folder, StorePlan plan) {
        try (StoreWriter writer = StoreWriter.open(folder, plan)) {
            add(writer, INPUTS);
            return writer.finish();
        }
    }

    /** Returns the content of every file by its name. */
    static SortedMap<String, String> content(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            SortedMap<String, String> content = new TreeMap<>();
            for (Path file : files.toList()) {
                content.put(file.getFileName().toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
            return content;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
