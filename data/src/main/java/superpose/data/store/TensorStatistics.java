package superpose.data.store;

import java.util.Optional;
import superpose.data.Matrix;

/**
 * What the manifest says of the values of one tensor.
 *
 * @param moments of the rows whose values are all finite
 * @param nonFinite the values that are not
 */
record TensorStatistics(Moments moments, NonFinite nonFinite) {

    static TensorStatistics none(StoreTensor tensor) {
        return new TensorStatistics(Moments.none(tensor.width()), new NonFinite(tensor.name(), 0, Optional.empty()));
    }

    /**
     * Looks at the rows of one shard.
     *
     * @param inputs [rows], the input of each row
     * @param positions [rows], where in the input each row is
     */
    static TensorStatistics of(StoreTensor tensor, Matrix values, long[] inputs, int[] positions) {
        Moments moments = Moments.of(values);
        NonFinite nonFinite = moments.rows() == values.rows()
                ? new NonFinite(tensor.name(), 0, Optional.empty())
                : nonFinite(tensor, values, inputs, positions);
        return new TensorStatistics(moments, nonFinite);
    }

    private static NonFinite nonFinite(StoreTensor tensor, Matrix values, long[] inputs, int[] positions) {
        long count = 0;
        Optional<NonFinite.Place> first = Optional.empty();
        float[] row = new float[values.columns()];
        for (int r = 0; r < values.rows(); r++) {
            values.copyRow(r, row, 0);
            for (int column = 0; column < row.length; column++) {
                if (!Float.isFinite(row[column])) {
                    count++;
                    if (first.isEmpty()) {
                        first = Optional.of(new NonFinite.Place(inputs[r], positions[r], column));
                    }
                }
            }
        }
        return new NonFinite(tensor.name(), count, first);
    }

    /** Returns the statistics of these rows and later ones. */
    TensorStatistics and(TensorStatistics later) {
        return new TensorStatistics(
                moments.and(later.moments),
                new NonFinite(
                        nonFinite.tensor(),
                        nonFinite.count() + later.nonFinite.count(),
                        nonFinite.first().or(() -> later.nonFinite.first())));
    }

    /** Tells whether all numbers are the same, bit by bit. */
    boolean isSameAs(TensorStatistics other) {
        return moments.isSameAs(other.moments) && nonFinite.equals(other.nonFinite);
    }
}
