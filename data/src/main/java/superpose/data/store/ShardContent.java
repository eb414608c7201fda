package superpose.data.store;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.io.SafetensorsFile;
import superpose.data.io.StoredArray;

/** The rows of a shard that is being filled. */
final class ShardContent {

    static final String INPUT = StoreTensor.RESERVED + "input";
    static final String POSITION = StoreTensor.RESERVED + "position";
    static final String TOKEN = StoreTensor.RESERVED + "token";

    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private final List<StoreTensor> tensors;
    private final List<StoreRows> parts = new ArrayList<>();
    private long inputs;
    private int rows;

    ShardContent(List<StoreTensor> tensors) {
        this.tensors = tensors;
    }

    /** Returns the number of inputs, those without rows among them. */
    long inputs() {
        return inputs;
    }

    int rows() {
        return rows;
    }

    /** Adds a copy of the rows of the next input. */
    void add(StoreRows added) {
        Require.same(tensors.size(), added.values().size(), "tensors in the rows of input " + added.input());
        for (int tensor = 0; tensor < tensors.size(); tensor++) {
            Require.same(
                    (long) added.rows() * tensors.get(tensor).width(),
                    added.values().get(tensor).length,
                    "values of " + tensors.get(tensor).name() + " in input " + added.input());
        }
        Require.that(
                added.rows() <= MOST_ROWS - rows,
                "at most " + MOST_ROWS + " rows in a shard",
                (long) rows + added.rows(),
                "plan smaller shards");
        inputs++;
        rows += added.rows();
        if (added.rows() > 0) {
            parts.add(new StoreRows(
                    added.input(),
                    added.positions().clone(),
                    added.tokens().clone(),
                    added.values().stream().map(float[]::clone).toList()));
        }
    }

    /** Returns the values of a tensor, [rows, width]. */
    private Matrix values(int tensor) {
        int width = tensors.get(tensor).width();
        return parts.isEmpty()
                ? Matrix.of(0, width)
                : Matrix.stacked(parts.stream()
                        .map(part -> Matrix.of(part.rows(), width, part.values().get(tensor)))
                        .toList());
    }

    private long[] inputOfRow() {
        return parts.stream()
                .flatMapToLong(part -> Arrays.stream(part.positions()).mapToLong(row -> part.input()))
                .toArray();
    }

    private int[] positions() {
        return parts.stream()
                .flatMapToInt(part -> Arrays.stream(part.positions()))
                .toArray();
    }

    private int[] tokens() {
        return parts.stream().flatMapToInt(part -> Arrays.stream(part.tokens())).toArray();
    }

    /** Returns what the manifest is to say of the rows, for each tensor in order. */
    List<TensorStatistics> statistics() {
        long[] inputOfRow = inputOfRow();
        int[] positions = positions();
        return IntStream.range(0, tensors.size())
                .mapToObj(tensor -> TensorStatistics.of(tensors.get(tensor), values(tensor), inputOfRow, positions))
                .toList();
    }

    /**
     * Writes the shard as safetensors.
     *
     * @param out not closed
     */
    void writeTo(OutputStream out) throws IOException {
        List<StoredArray> arrays = new ArrayList<>();
        for (int tensor = 0; tensor < tensors.size(); tensor++) {
            arrays.add(StoredArray.of(tensors.get(tensor).name(), values(tensor)));
        }
        arrays.add(StoredArray.wholeNumbers(INPUT, inputOfRow()));
        arrays.add(StoredArray.wholeNumbers(POSITION, positions()));
        arrays.add(StoredArray.wholeNumbers(TOKEN, tokens()));
        SafetensorsFile.write(out, arrays, Map.of());
    }
}
