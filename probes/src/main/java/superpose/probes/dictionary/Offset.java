package superpose.probes.dictionary;

import superpose.data.Matrix;

/** The point that stands for "no atom active". */
public enum Offset {
    /** The origin: right for toy models, whose hidden layer is zero when no feature is on. */
    ORIGIN,
    /** The mean of the samples: right where activations lie far from the origin, as in language models. */
    MEAN;

    /** Returns the point for these samples, [hidden]. */
    float[] of(Matrix samples) {
        float[] point = new float[samples.columns()];
        if (this == MEAN) {
            double[] sums = new double[point.length];
            float[] row = new float[point.length];
            for (int sample = 0; sample < samples.rows(); sample++) {
                samples.copyRow(sample, row, 0);
                for (int j = 0; j < row.length; j++) {
                    sums[j] += row[j];
                }
            }
            for (int j = 0; j < point.length; j++) {
                point[j] = (float) (sums[j] / samples.rows());
            }
        }
        return point;
    }

    /** Returns samples less a point, [samples, hidden]. */
    static Matrix subtract(float[] point, Matrix samples) {
        Block centred = Block.copyOf(samples);
        for (int sample = 0; sample < centred.rows; sample++) {
            centred.addScaled(-1f, point, 0, sample * centred.columns);
        }
        return Matrix.of(centred.rows, centred.columns, centred.values);
    }
}
