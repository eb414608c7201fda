package superpose.analysis.optima;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * A model as a point in the space of its parameters, {@code [W row by row | b]}, with its inner products {@code W_i . W_j} and
 * the slopes of a loss along those and along the biases.
 */
final class ModelPoint {

    private final int features;
    private final int hidden;
    private final double[] parameters;

    /** [features * features], row by row. */
    private final double[] products;

    private final double[] productSlopes;
    private final double[] biasSlopes;

    private ModelPoint(int features, int hidden, double[] parameters) {
        this.features = features;
        this.hidden = hidden;
        this.parameters = parameters;
        this.products = new double[features * features];
        this.productSlopes = new double[features * features];
        this.biasSlopes = new double[features];
        for (int i = 0; i < features; i++) {
            for (int j = 0; j < features; j++) {
                for (int unit = 0; unit < hidden; unit++) {
                    products[i * features + j] += parameters[i * hidden + unit] * parameters[j * hidden + unit];
                }
            }
        }
    }

    /**
     * Reads a point.
     *
     * @param parameters [features * hidden + features]
     * @param features number of features
     */
    static ModelPoint of(double[] parameters, int features) {
        return new ModelPoint(features, parameters.length / features - 1, parameters.clone());
    }

    static ModelPoint of(FeatureDirections directions, List<Double> biases) {
        int features = directions.features();
        Require.same(features, biases.size(), "biases");
        int weights = features * directions.hidden();
        double[] parameters = new double[weights + features];
        float[] rows = directions.matrix().toArray();
        Arrays.setAll(parameters, k -> k < weights ? rows[k] : biases.get(k - weights));
        return new ModelPoint(features, directions.hidden(), parameters);
    }

    int features() {
        return features;
    }

    double[] parameters() {
        return parameters.clone();
    }

    boolean isAt(double[] others) {
        return Arrays.equals(parameters, others);
    }

    double bias(int feature) {
        return parameters[features * hidden + feature];
    }

    double product(int first, int second) {
        return products[first * features + second];
    }

    void addProductSlope(int first, int second, double slope) {
        productSlopes[first * features + second] += slope;
    }

    void addBiasSlope(int feature, double slope) {
        biasSlopes[feature] += slope;
    }

    /**
     * Carries the slopes over to the parameters: {@code dL/dW = (S + S^T) W} for slopes S along the inner products.
     *
     * @param into [features * hidden + features]. Modified.
     */
    void copySlopes(double[] into) {
        Arrays.fill(into, 0);
        for (int i = 0; i < features; i++) {
            for (int j = 0; j < features; j++) {
                double slope = productSlopes[i * features + j] + productSlopes[j * features + i];
                for (int unit = 0; unit < hidden; unit++) {
                    into[i * hidden + unit] += slope * parameters[j * hidden + unit];
                }
            }
        }
        System.arraycopy(biasSlopes, 0, into, features * hidden, features);
    }

    FeatureDirections directions() {
        float[] rows = new float[features * hidden];
        for (int k = 0; k < rows.length; k++) {
            rows[k] = (float) parameters[k];
        }
        return new FeatureDirections(Matrix.of(features, hidden, rows));
    }

    List<Double> biases() {
        List<Double> biases = new ArrayList<>();
        for (int feature = 0; feature < features; feature++) {
            biases.add(bias(feature));
        }
        return List.copyOf(biases);
    }
}
