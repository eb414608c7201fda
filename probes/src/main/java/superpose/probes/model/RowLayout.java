package superpose.probes.model;

import java.util.Arrays;
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

    private RowLayout(String tensor, int positions) {
        this.tensor = tensor;
        this.positions = positions;
    }

    /** The layout of a tensor of a model whose inputs have no positions. */
    static RowLayout ofInputs(String tensor, long[] shape, int inputs) {
        requireInputs(tensor, shape, inputs);
        return new RowLayout(tensor, NONE);
    }

    /** The same, from the shapes for one input and for two: a tensor may by chance be as large as there are inputs. */
    static RowLayout ofInputs(String tensor, long[] one, long[] two) {
        requireInputs(tensor, one, 1);
        requireInputs(tensor, two, 2);
        return new RowLayout(tensor, NONE);
    }

    /**
     * The layout of a tensor of a model of texts.
     *
     * @param shorter the shape for one text
     * @param longer the shape for two texts of one position more
     * @param length positions of the one text
     */
    static RowLayout ofTexts(String tensor, long[] shorter, long[] longer, int length) {
        requireInputs(tensor, shorter, 1);
        requireInputs(tensor, longer, 2);
        for (int axis = 1; axis < shorter.length; axis++) {
            if (shorter[axis] == length && longer[axis] == length + 1) {
                return new RowLayout(tensor, axis);
            }
        }
        return new RowLayout(tensor, NONE);
    }

    /** The layout where all texts have one length: the first axis of that size is taken to count the positions. */
    static RowLayout ofTextsOfLength(String tensor, long[] shape, int inputs, int length) {
        requireInputs(tensor, shape, inputs);
        for (int axis = 1; axis < shape.length; axis++) {
            if (shape[axis] == length) {
                return new RowLayout(tensor, axis);
            }
        }
        return new RowLayout(tensor, NONE);
    }

    private static void requireInputs(String tensor, long[] shape, int inputs) {
        if (shape.length == 0 || shape[0] != inputs) {
            throw new BadInputException(
                    "a tensor whose first axis counts the inputs",
                    tensor + " of shape " + Arrays.toString(shape) + " for " + inputs + " at once",
                    "choose another; this one has no part for each input");
        }
    }

    /** Returns whether the tensor has a row for each position. */
    boolean hasPositions() {
        return positions != NONE;
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
