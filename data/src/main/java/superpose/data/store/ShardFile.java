package superpose.data.store;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import superpose.data.BadInputException;
import superpose.data.ElementType;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.io.Excerpt;
import superpose.data.io.SafetensorsFile;
import superpose.data.io.StoredArray;

/** A shard on disk, memory-mapped. */
final class ShardFile {

    private final Path file;
    private final StoreShard shard;
    private final Map<String, StoredArray> arrays;

    private ShardFile(Path file, StoreShard shard, Map<String, StoredArray> arrays) {
        this.file = file;
        this.shard = shard;
        this.arrays = arrays;
    }

    /**
     * Opens a shard.
     *
     * @throws BadInputException if the file is not there, is damaged, or does not hold what the manifest says
     */
    static ShardFile open(Path folder, StoreShard shard, List<StoreTensor> tensors) {
        Path file = folder.resolve(shard.file());
        Map<String, StoredArray> arrays = new HashMap<>();
        SafetensorsFile.read(file).arrays().forEach(array -> arrays.put(array.name(), array));
        Set<String> expected = tensors.stream().map(StoreTensor::name).collect(Collectors.toCollection(HashSet::new));
        expected.addAll(List.of(ShardContent.INPUT, ShardContent.POSITION, ShardContent.TOKEN));
        Require.that(
                arrays.keySet().equals(expected),
                "the tensors of the manifest in " + Excerpt.of(file),
                Excerpt.of(arrays.keySet()),
                "copy the shard again");
        var opened = new ShardFile(file, shard, arrays);
        for (StoreTensor tensor : tensors) {
            opened.requireArray(tensor.name(), ElementType.F32, List.of((long) shard.rows(), (long) tensor.width()));
        }
        opened.requireArray(ShardContent.INPUT, ElementType.I64, List.of((long) shard.rows()));
        opened.requireArray(ShardContent.POSITION, ElementType.I32, List.of((long) shard.rows()));
        opened.requireArray(ShardContent.TOKEN, ElementType.I32, List.of((long) shard.rows()));
        opened.requireOrder();
        return opened;
    }

    private void requireArray(String name, ElementType type, List<Long> shape) {
        StoredArray array = array(name);
        Require.that(
                array.format().type().name().equals(type.name())
                        && array.shape().equals(shape),
                type + " values in shape " + shape + " in " + Excerpt.of(file),
                Excerpt.of(array),
                "copy the shard again");
    }

    private StoredArray array(String name) {
        StoredArray array = arrays.get(name);
        if (array == null) {
            throw new BadInputException("a tensor of the store", Excerpt.of(name), "check the name");
        }
        return array;
    }

    StoreShard shard() {
        return shard;
    }

    /** Returns the values of a tensor, [rows, width], where they lie. */
    Matrix values(String tensor) {
        return array(tensor).matrix();
    }

    /** Returns the input of each row, [rows]. */
    long[] inputs() {
        return array(ShardContent.INPUT).longs();
    }

    /** Returns where in its input each row is, [rows]. */
    int[] positions() {
        return array(ShardContent.POSITION).ints();
    }

    /** Returns the token of each row, [rows]. */
    int[] tokens() {
        return array(ShardContent.TOKEN).ints();
    }

    /** Checks that the rows are those of the shard's inputs, in order. */
    private void requireOrder() {
        long earlier = shard.firstInput();
        for (long input : inputs()) {
            if (input < earlier || input >= shard.firstInput() + shard.inputs()) {
                throw new BadInputException(
                        "rows of inputs " + shard.firstInput() + " to " + (shard.firstInput() + shard.inputs() - 1)
                                + " in ascending order in " + Excerpt.of(file),
                        input + " after " + earlier,
                        "copy the shard again");
            }
            earlier = input;
        }
    }
}
