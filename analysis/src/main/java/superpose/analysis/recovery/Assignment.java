package superpose.analysis.recovery;

import java.util.Arrays;
import superpose.data.Require;

/**
 * The one-to-one pairing of rows with columns that has the largest total weight.
 *
 * <p>Where there are more rows than columns, or the other way round, the surplus stays unpaired. Solved by shortest
 * augmenting paths with dual prices, in time rows x rows x columns for the smaller side as rows. Source: Kuhn (1955), "The
 * Hungarian method for the assignment problem"; Jonker and Volgenant (1987), "A shortest augmenting path algorithm for dense
 * and sparse linear assignment problems".
 */
public final class Assignment {

    /** Marks a row without a column. */
    public static final int UNPAIRED = -1;

    private final int[] columnOfRow;
    private final double total;

    private Assignment(int[] columnOfRow, double total) {
        this.columnOfRow = columnOfRow;
        this.total = total;
    }

    /**
     * Finds the pairing of largest total weight.
     *
     * @param weights [rows][columns], finite; not modified
     */
    public static Assignment of(double[][] weights) {
        int columns = weights.length == 0 ? 0 : weights[0].length;
        for (double[] row : weights) {
            Require.same(columns, row.length, "weights in every row");
            Require.that(Arrays.stream(row).allMatch(Double::isFinite), "finite weights", "one that is not", "check");
        }
        int[] columnOfRow = weights.length <= columns
                ? pairRows(weights)
                : inverse(pairRows(AbsoluteCosines.transposed(weights, columns)), weights.length);
        double total = 0;
        for (int row = 0; row < weights.length; row++) {
            total += columnOfRow[row] == UNPAIRED ? 0 : weights[row][columnOfRow[row]];
        }
        return new Assignment(columnOfRow, total);
    }

    private static int[] pairRows(double[][] weights) {
        AugmentingPath path = new AugmentingPath(weights);
        for (int row = 0; row < weights.length; row++) {
            path.add(row);
        }
        return inverse(path.rowOfColumn(), weights.length);
    }

    private static int[] inverse(int[] pairs, int length) {
        int[] inverse = new int[length];
        Arrays.fill(inverse, UNPAIRED);
        for (int index = 0; index < pairs.length; index++) {
            if (pairs[index] != UNPAIRED) {
                inverse[pairs[index]] = index;
            }
        }
        return inverse;
    }

    /** Returns the column of a row, or {@link #UNPAIRED}. */
    public int columnOf(int row) {
        return columnOfRow[row];
    }

    /** Returns the number of pairs: the smaller of rows and columns. */
    public int pairs() {
        return (int)
                Arrays.stream(columnOfRow).filter(column -> column != UNPAIRED).count();
    }

    /** Returns the sum of the weights of all pairs. */
    public double total() {
        return total;
    }
}
