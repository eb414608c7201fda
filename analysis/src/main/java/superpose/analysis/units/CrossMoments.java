package superpose.analysis.units;

import superpose.data.Matrix;

/** Means first, then products around them: two passes over every step-th row. */
final class CrossMoments {

    private final UnitScores units;
    private final Matrix activations;
    private final int step;
    private final double[] scores;
    private final float[] values;

    CrossMoments(UnitScores units, Matrix activations, int step) {
        this.units = units;
        this.activations = activations;
        this.step = step;
        scores = new double[units.units()];
        values = new float[activations.columns()];
    }

    /** Returns correlations, [units][neurons]; NaN where one of the two is constant. */
    double[][] correlations() {
        double[] scoreMeans = new double[scores.length];
        double[] valueMeans = new double[values.length];
        long rows = means(scoreMeans, valueMeans);
        double[] scoreSquares = new double[scores.length];
        double[] valueSquares = new double[values.length];
        double[][] products = new double[scores.length][values.length];
        double[] centred = new double[values.length];
        for (long row = 0; rows > 0 && row < units.rows(); row += step) {
            if (!read((int) row)) {
                continue;
            }
            for (int neuron = 0; neuron < centred.length; neuron++) {
                centred[neuron] = values[neuron] - valueMeans[neuron];
                valueSquares[neuron] += centred[neuron] * centred[neuron];
            }
            for (int unit = 0; unit < scores.length; unit++) {
                double score = scores[unit] - scoreMeans[unit];
                scoreSquares[unit] += score * score;
                addScaled(score, centred, products[unit]);
            }
        }
        for (int unit = 0; unit < scores.length; unit++) {
            for (int neuron = 0; neuron < centred.length; neuron++) {
                double lengths = Math.sqrt(scoreSquares[unit]) * Math.sqrt(valueSquares[neuron]);
                products[unit][neuron] =
                        lengths == 0 ? Double.NaN : Math.clamp(products[unit][neuron] / lengths, -1, 1);
            }
        }
        return products;
    }

    private long means(double[] scoreMeans, double[] valueMeans) {
        long rows = 0;
        for (long row = 0; row < units.rows(); row += step) {
            if (read((int) row)) {
                rows++;
                for (int unit = 0; unit < scores.length; unit++) {
                    scoreMeans[unit] += (scores[unit] - scoreMeans[unit]) / rows;
                }
                for (int neuron = 0; neuron < values.length; neuron++) {
                    valueMeans[neuron] += (values[neuron] - valueMeans[neuron]) / rows;
                }
            }
        }
        return rows;
    }

    /** Reads a row; says whether all of it is finite. */
    private boolean read(int row) {
        units.copyRow(row, scores);
        activations.copyRow(row, values, 0);
        double sum = 0;
        for (double score : scores) {
            sum += score * 0;
        }
        for (float value : values) {
            sum += value * 0;
        }
        // Anything not finite times 0 is NaN.
        return !Double.isNaN(sum);
    }

    private static void addScaled(double scale, double[] values, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] += scale * values[i];
        }
    }
}
