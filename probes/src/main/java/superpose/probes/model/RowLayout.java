package superpose.probes.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import superpose.data.BadInputException;

/**
 * How the numbers of a tensor become rows of a matrix: a row for each position of each input, or for each input where the
 * tensor has no positions; all other axes, one after the other, are its neurons.
 *
 * <p>The first axis of a tensor counts the inputs. Which one counts positions is found by running the model on inputs of
 * different lengths: sizes alone do not tell, since a model may be as wide as its texts are long.
 */
final class RowLayout {

    private static final int NONE = -1;

    private final String tensor;

    /** The axis that counts positions, or {@link #NONE}. */
    private final int positions;

    /** Whether the number of neurons depends on the number of positions. */
    private final boolean varying;

    private RowLayout(String tensor, int positions, boolean varying) {
        this.tensor = tensor;
        this.positions = positions;
        this.varying = varying;
    }

    /** The layout of a tensor of a model whose inputs have no positions. */
    static RowLayout ofInputs(String tensor, long[] shape, int inputs) {
        requireInputs(tensor, shape, inputs);
        return new RowLayout(tensor, NONE, false);
    }

    /**
     * The layout of a tensor of a model of texts.
     *
     * @param shorter the shape for one text of some length
     * @param longer the shape for two texts of one position more
     */
    static RowLayout ofTexts(String tensor, long[] shorter, long[] longer) {
        requireInputs(tensor, shorter, 1);
        requireInputs(tensor, longer, 2);
        int[] differing = IntStream.range(1, shorter.length)
                .filter(axis -> longer[axis] != shorter[axis])
                .toArray();
        return differing.length == 0
                ? new RowLayout(tensor, NONE, false)
                : new RowLayout(tensor, differing[0], differing.length > 1);
    }

    /** The layout where all texts have one length: the first axis of that size is taken to count the positions. */
    static RowLayout ofTextsOfLength(String tensor, long[] shape, int inputs, int length) {
        requireInputs(tensor, shape, inputs);
        for (int axis = 1; axis < shape.length; axis++) {
            if (shape[axis] == length) {
                return new RowLayout(tensor, axis, false);
            }
        }
        return new RowLayout(tensor, NONE, false);
    }

    private static void requireInputs(String tensor, long[] shape, int inputs) {
        if (shape.length == 0 || shape[0] != inputs) {
            throw new BadInputException(
                    "a tensor whose first axis counts the inputs",
                    tensor + " of shape " + Arrays.toString(shape) + " for " + inputs + " at once",
                    "choose another; this one is the same for every input");
        }
    }

    /** Returns whether the tensor has a row for each position. */
    boolean hasPositions() {
        return positions != NONE;
    }

    /** Returns whether texts of different lengths give different numbers of neurons, as in patterns of attention. */
    boolean isVarying() {
        return varying;
    }

    /** Returns the number of neurons that a tensor of such a shape has. */
    int width(long[] shape) {
        long width = 1;
        for (int axis = 1; axis < shape.length; axis++) {
            width = Math.multiplyExact(width, axis == positions ? 1 : shape[axis]);
        }
        return Math.toIntExact(width);
    }

    /**
     * Copies the rows of one input.
     *
     * @param values of several inputs
     * @param input which of them
     * @param kept positions to copy, ascending; ignored where there are none
     * @return [kept positions or 1, width]
     */
    float[] rows(Tensor.Floats values, int input, int[] kept) {
        long[] shape = values.shape();
        int width = width(shape);
        int ofInput = Math.toIntExact(values.values().length / shape[0]);
        int start = input * ofInput;
        if (positions == NONE) {
            return Arrays.copyOfRange(values.values(), start, start + width);
        }
        int inner = Math.toIntExact(Tensor.size(Arrays.copyOfRange(shape, positions + 1, shape.length)));
        int length = Math.toIntExact(shape[positions]);
        float[] rows = new float[Math.multiplyExact(kept.length, width)];
        for (int row = 0; row < kept.length; row++) {
            for (int outer = 0; outer < width / inner; outer++) {
                int from = start + (outer * length + kept[row]) * inner;
                System.arraycopy(values.values(), from, rows, row * width + outer * inner, inner);
            }
        }
        return rows;
    }

    /** Returns the name of the tensor. */
    @Override
    public String toString() {
        return tensor;
    }
}
