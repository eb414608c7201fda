package superpose.analysis.detection;

import java.util.OptionalDouble;
import java.util.stream.IntStream;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Require;

/** How well each of many sparse features can be read linearly from activations: its value, and whether it is on at all. */
public final class FeatureReadout {

    private final double[] rSquared;
    private final double[] auroc;

    private FeatureReadout(double[] rSquared, double[] auroc) {
        this.rSquared = rSquared;
        this.auroc = auroc;
    }

    /**
     * Measures predictions on rows that were not fitted to, however they were made.
     *
     * @param predictions [samples, features], finite
     * @param features [samples, features], the true values; on where not 0
     */
    public static FeatureReadout of(Matrix predictions, Matrix features) {
        Require.same(features.rows(), predictions.rows(), "rows of predictions");
        Require.same(features.columns(), predictions.columns(), "predicted features");
        double[] rSquared = new double[features.columns()];
        double[] auroc = new double[features.columns()];
        IntStream.range(0, rSquared.length).forEach(feature -> {
            double[] truth = doubles(features.column(feature));
            float[] predicted = predictions.column(feature);
            boolean[] on = new boolean[truth.length];
            for (int sample = 0; sample < on.length; sample++) {
                on[sample] = truth[sample] != 0;
            }
            Concept isOn = Concept.of("feature " + feature, on);
            boolean onAndOff = isOn.positives() > 0 && isOn.negatives() > 0;
            auroc[feature] = onAndOff ? NeuronAurocs.of(predicted, isOn) : Double.NaN;
            rSquared[feature] = RSquared.orNaN(doubles(predicted), truth);
        });
        return new FeatureReadout(rSquared, auroc);
    }

    /** Returns the number of features. */
    public int features() {
        return rSquared.length;
    }

    /** Returns the share of the variance of a feature that is predicted, at most 1; nothing if it is constant. */
    public OptionalDouble rSquared(int feature) {
        return defined(rSquared[feature]);
    }

    /** Returns the AUROC of the prediction for "the feature is on"; nothing if it is always on or never. */
    public OptionalDouble auroc(int feature) {
        return defined(auroc[feature]);
    }

    private static OptionalDouble defined(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    static double[] doubles(float[] column) {
        double[] values = new double[column.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = column[i];
        }
        return values;
    }
}
