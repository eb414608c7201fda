package superpose.probes.dictionary;

import java.util.Arrays;
import superpose.data.Matrix;

/**
 * A small dense matrix that is worked on in place, row-major.
 *
 * <p>The hottest loops run along whole row arrays with one index and an independent result in each column: that is the form
 * the JIT compiler of JDK 25 turns into vector instructions. It may not reorder a floating-point sum, and it gives up where
 * the source and the target start at different places, because they could overlap.
 */
final class Block {

    final int rows;
    final int columns;
    final float[] values;

    Block(int rows, int columns) {
        this(rows, columns, new float[Math.multiplyExact(rows, columns)]);
    }

    private Block(int rows, int columns, float[] values) {
        this.rows = rows;
        this.columns = columns;
        this.values = values;
    }

    static Block copyOf(Matrix matrix) {
        return new Block(matrix.rows(), matrix.columns(), matrix.toArray());
    }

    Matrix toMatrix() {
        return Matrix.of(rows, columns, values.clone());
    }

    Block transposed() {
        Block turned = new Block(columns, rows);
        turned.setTransposed(values);
        return turned;
    }

    /** Sets this to the transpose of row-major values, [columns, rows]. Modified. */
    void setTransposed(float[] other) {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                values[row * columns + column] = other[column * rows + row];
            }
        }
    }

    /** Sets the first rows of this to {@code left * right}, where left is [leftRows, right.rows]. Modified. */
    void setProduct(float[] left, int leftRows, Block right) {
        float[][] rightRows = right.toRows();
        float[] sum = new float[columns];
        for (int row = 0; row < leftRows; row++) {
            Arrays.fill(sum, 0f);
            int from = row * right.rows;
            int k = 0;
            for (; k + 4 <= right.rows; k += 4) {
                addFourRows(left, from + k, rightRows, k, sum);
            }
            for (; k < right.rows; k++) {
                addScaled(left[from + k], rightRows[k], sum);
            }
            System.arraycopy(sum, 0, values, row * columns, columns);
        }
    }

    /** Four rows at a time, so that the result is loaded and stored a quarter as often. */
    private static void addFourRows(float[] left, int leftAt, float[][] right, int rightRow, float[] into) {
        float a = left[leftAt];
        float b = left[leftAt + 1];
        float c = left[leftAt + 2];
        float d = left[leftAt + 3];
        float[] first = right[rightRow];
        float[] second = right[rightRow + 1];
        float[] third = right[rightRow + 2];
        float[] fourth = right[rightRow + 3];
        for (int j = 0; j < into.length; j++) {
            into[j] += (a * first[j] + b * second[j]) + (c * third[j] + d * fourth[j]);
        }
    }

    /** Adds {@code factor} times an array to another of the same length. */
    static void addScaled(float factor, float[] from, float[] into) {
        for (int j = 0; j < into.length; j++) {
            into[j] += factor * from[j];
        }
    }

    /** Returns the rows as arrays of their own. */
    float[][] toRows() {
        float[][] copies = new float[rows][];
        for (int row = 0; row < rows; row++) {
            copies[row] = Arrays.copyOfRange(values, row * columns, (row + 1) * columns);
        }
        return copies;
    }

    /** Adds {@code factor} times [columns] values of another array to the values from {@code at} on. Modified. */
    void addScaled(float factor, float[] from, int fromAt, int at) {
        float[] into = values;
        int width = columns;
        for (int j = 0; j < width; j++) {
            into[at + j] += factor * from[fromAt + j];
        }
    }

    /** Returns the squared norm of a row. */
    double squaredNorm(int row) {
        return dot(values, row * columns, values, row * columns, columns);
    }

    /** Scales a row to length one; a row of zeros stays as it is. Modified. */
    void normaliseRow(int row) {
        double norm = Math.sqrt(squaredNorm(row));
        if (norm > 0) {
            float scale = (float) (1 / norm);
            for (int j = row * columns; j < (row + 1) * columns; j++) {
                values[j] *= scale;
            }
        }
    }

    /** Returns a row scaled to length one, [columns]; zeros for a row of zeros. */
    float[] direction(int row) {
        Block copy = new Block(1, columns);
        System.arraycopy(values, row * columns, copy.values, 0, columns);
        copy.normaliseRow(0);
        return copy.values;
    }

    static double dot(float[] left, int leftAt, float[] right, int rightAt, int count) {
        double even = 0;
        double odd = 0;
        int j = 0;
        // Two sums, because one chain of additions waits for itself.
        for (; j + 2 <= count; j += 2) {
            even += (double) left[leftAt + j] * right[rightAt + j];
            odd += (double) left[leftAt + j + 1] * right[rightAt + j + 1];
        }
        return j < count ? even + odd + (double) left[leftAt + j] * right[rightAt + j] : even + odd;
    }
}
