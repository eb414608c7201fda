package superpose.analysis.recovery;

import java.util.Arrays;

/**
 * The working state of {@link Assignment}: pairs made so far and the prices that prove them best.
 *
 * <p>Rows enter one at a time. A new row looks for the cheapest path that ends in a free column, where a step goes from a row
 * to a column and back to the row that holds it; reduced costs {@code price(row) + price(column) - weight} stay at or above
 * zero throughout, which is what makes Dijkstra's search right and the final pairing optimal.
 */
final class AugmentingPath {

    private static final int NONE = Assignment.UNPAIRED;

    private final double[][] weights;
    private final double[] rowPrice;
    private final double[] columnPrice;
    private final int[] rowOfColumn;

    /** Reduced cost of the cheapest path to each column, the column before it on that path, and whether it is final. */
    private final double[] distance;

    private final int[] previous;
    private final boolean[] settled;

    /** Starts with no row in; there must be at least as many columns as rows. */
    AugmentingPath(double[][] weights) {
        int columns = weights.length == 0 ? 0 : weights[0].length;
        this.weights = weights;
        this.rowPrice = new double[weights.length];
        this.columnPrice = new double[columns];
        this.rowOfColumn = new int[columns];
        this.distance = new double[columns];
        this.previous = new int[columns];
        this.settled = new boolean[columns];
        Arrays.fill(rowOfColumn, NONE);
    }

    /** Brings in a row and re-pairs the others where that is better. */
    void add(int row) {
        // The least price that keeps the new row's reduced costs from going below zero.
        double price = Double.NEGATIVE_INFINITY;
        for (int column = 0; column < columnPrice.length; column++) {
            price = Math.max(price, weights[row][column] - columnPrice[column]);
        }
        rowPrice[row] = price;
        int end = search(row);
        updatePrices(row, end);
        augment(row, end);
    }

    private int search(int start) {
        Arrays.fill(distance, Double.POSITIVE_INFINITY);
        Arrays.fill(previous, NONE);
        Arrays.fill(settled, false);
        int row = start;
        int through = NONE;
        double travelled = 0;
        while (true) {
            relax(row, through, travelled);
            through = nearestOpen();
            settled[through] = true;
            travelled = distance[through];
            if (rowOfColumn[through] == NONE) {
                return through;
            }
            row = rowOfColumn[through];
        }
    }

    private void relax(int row, int through, double travelled) {
        for (int column = 0; column < distance.length; column++) {
            double reached = travelled + rowPrice[row] + columnPrice[column] - weights[row][column];
            if (!settled[column] && reached < distance[column]) {
                distance[column] = reached;
                previous[column] = through;
            }
        }
    }

    private int nearestOpen() {
        int nearest = NONE;
        for (int column = 0; column < distance.length; column++) {
            if (!settled[column] && (nearest == NONE || distance[column] < distance[nearest])) {
                nearest = column;
            }
        }
        return nearest;
    }

    private void updatePrices(int start, int end) {
        double shortest = distance[end];
        rowPrice[start] -= shortest;
        for (int column = 0; column < distance.length; column++) {
            if (settled[column] && column != end) {
                double slack = shortest - distance[column];
                columnPrice[column] += slack;
                rowPrice[rowOfColumn[column]] -= slack;
            }
        }
    }

    private void augment(int start, int end) {
        int column = end;
        while (previous[column] != NONE) {
            rowOfColumn[column] = rowOfColumn[previous[column]];
            column = previous[column];
        }
        rowOfColumn[column] = start;
    }

    /** Returns the row that holds each column, or {@link Assignment#UNPAIRED}. */
    int[] rowOfColumn() {
        return rowOfColumn;
    }
}
