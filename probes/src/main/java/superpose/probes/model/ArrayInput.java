package superpose.probes.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.io.StoredArray;

/** Images, or other arrays of numbers, for a model with one input of real numbers; the first axis counts them. */
public final class ArrayInput implements ModelInput {

    private final Matrix rows;
    private final String name;
    private final long[] shape;
    private final int rowsOfOne;
    private final int size;
    private final Normalization normalization;
    private final int count;
    private final Optional<Integer> fixedBatch;

    private ArrayInput(
            StoredArray array, ModelTensor asked, long[] shape, Normalization normalization, int count, int size) {
        rows = array.matrix();
        name = asked.name();
        this.shape = shape;
        this.normalization = normalization;
        this.count = count;
        this.size = size;
        rowsOfOne = size / rows.columns();
        fixedBatch = asked.fixedBatch();
    }

    /**
     * Prepares an array for a model.
     *
     * @param array [inputs, ...]; each input has as many numbers as the model asks for, or its axes say how many
     * @param tensors of the model
     * @param most inputs beyond so many are left out
     * @throws BadInputException if the model takes other inputs or the sizes differ
     */
    public static ArrayInput of(StoredArray array, Normalization normalization, List<ModelTensor> tensors, int most) {
        List<ModelTensor> asked = tensors.stream()
                .filter(tensor -> tensor.role() == ModelTensor.Role.INPUT)
                .toList();
        Require.that(
                asked.size() == 1
                        && asked.getFirst().type().equals("float32")
                        && !asked.getFirst().shape().isEmpty(),
                "a model with one input of float32 numbers",
                asked.stream()
                        .map(tensor -> tensor.name() + " " + tensor.type())
                        .toList(),
                "models with other inputs cannot be fed from one array");
        List<Long> axes = array.shape();
        Require.that(
                axes.size() >= 2 && axes.getFirst() > 0,
                "an array of inputs, the first axis counting them",
                array,
                "stack the inputs with numpy.stack");
        long[] shape = shapeOfOne(asked.getFirst(), axes.subList(1, axes.size()), array);
        return new ArrayInput(
                array,
                asked.getFirst(),
                shape,
                normalization,
                (int) Math.min(most, axes.getFirst()),
                Math.toIntExact(Tensor.size(shape)));
    }

    /** Returns the shape of one input: the model's, with what it leaves open taken from the array. */
    private static long[] shapeOfOne(ModelTensor asked, List<Long> given, StoredArray array) {
        List<Long> wanted = asked.shape().subList(1, asked.shape().size());
        long[] shape = new long[wanted.size()];
        for (int axis = 0; axis < shape.length; axis++) {
            // Axes are counted from the end: images of one channel come without an axis for it.
            int from = given.size() - shape.length + axis;
            shape[axis] = wanted.get(axis) != ModelTensor.VARYING ? wanted.get(axis) : from >= 0 ? given.get(from) : 1;
        }
        long size = given.stream().mapToLong(Long::longValue).reduce(1, Math::multiplyExact);
        if (Tensor.size(shape) != size) {
            throw new BadInputException(
                    "inputs of shape " + asked.shapeText() + " for " + asked.name(),
                    array,
                    "bring the inputs to the size that the model was trained on");
        }
        return shape;
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public int positions(int input) {
        return 0;
    }

    @Override
    public int[] tokens(int input) {
        return new int[0];
    }

    @Override
    public Map<String, Tensor> batch(List<Integer> inputs) {
        float[] values = new float[Math.multiplyExact(inputs.size(), size)];
        for (int i = 0; i < inputs.size(); i++) {
            for (int row = 0; row < rowsOfOne; row++) {
                rows.copyRow(inputs.get(i) * rowsOfOne + row, values, i * size + row * rows.columns());
            }
        }
        int channels = shape.length < 3 ? 1 : (int) shape[0];
        normalization.apply(values, channels, size / channels);
        long[] whole = new long[shape.length + 1];
        whole[0] = inputs.size();
        System.arraycopy(shape, 0, whole, 1, shape.length);
        return Map.of(name, new Tensor.Floats(whole, values));
    }

    @Override
    public Map<String, Tensor> sample(int inputs, int positions) {
        return batch(Collections.nCopies(inputs, 0));
    }

    @Override
    public Optional<Integer> fixedBatch() {
        return fixedBatch;
    }
}
