package superpose.probes.dictionary;

import java.util.random.RandomGenerator;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

/**
 * Samples that are sparse non-negative sums of known directions of length one.
 *
 * @param directions [features, hidden]
 * @param samples [samples, hidden]
 */
record PlantedFeatures(FeatureDirections directions, Matrix samples) {

    static final int SAMPLES = 8192;

    private static final Density DENSITY = new Density(0.05);

    static PlantedFeatures random(int features, int hidden, Seed seed) {
        return over(randomUnit(features, hidden, seed), seed);
    }

    static PlantedFeatures orthogonal(int features, Seed seed) {
        Block rows = Block.copyOf(randomUnit(features, features, seed).matrix());
        for (int row = 0; row < features; row++) {
            for (int other = 0; other < row; other++) {
                double shared = Block.dot(rows.values, row * features, rows.values, other * features, features);
                rows.addScaled((float) -shared, rows.values, other * features, row * features);
            }
            rows.normaliseRow(row);
        }
        return over(new FeatureDirections(rows.toMatrix()), seed);
    }

    static FeatureDirections randomUnit(int features, int hidden, Seed seed) {
        RandomGenerator generator = seed.child("directions").generator();
        Block rows = new Block(features, hidden);
        for (int i = 0; i < rows.values.length; i++) {
            rows.values[i] = (float) generator.nextGaussian();
        }
        for (int row = 0; row < features; row++) {
            rows.normaliseRow(row);
        }
        return new FeatureDirections(rows.toMatrix());
    }

    private static PlantedFeatures over(FeatureDirections directions, Seed seed) {
        Matrix active = SparseFeatures.uniform(directions.features(), DENSITY).sample(SAMPLES, seed.child("samples"));
        return new PlantedFeatures(directions, combine(active, directions));
    }

    /** Returns the plain matrix product {@code codes * directions}, in float64. */
    static Matrix combine(Matrix codes, FeatureDirections directions) {
        float[] values = new float[codes.rows() * directions.hidden()];
        float[] rows = directions.matrix().toArray();
        for (int sample = 0; sample < codes.rows(); sample++) {
            float[] code = codes.row(sample);
            for (int j = 0; j < directions.hidden(); j++) {
                double sum = 0;
                for (int feature = 0; feature < code.length; feature++) {
                    sum += (double) code[feature] * rows[feature * directions.hidden() + j];
                }
                values[sample * directions.hidden() + j] = (float) sum;
            }
        }
        return Matrix.of(codes.rows(), directions.hidden(), values);
    }

    /** Returns the mean over true features of the best absolute cosine among learned atoms. */
    double meanMaxCosine(FeatureDirections learned) {
        double sum = 0;
        for (int feature = 0; feature < directions.features(); feature++) {
            float[] truth = directions.of(feature);
            double best = 0;
            for (int atom = 0; atom < learned.features(); atom++) {
                best = Math.max(best, Math.abs(Block.dot(truth, 0, learned.of(atom), 0, truth.length)));
            }
            sum += best;
        }
        return sum / directions.features();
    }
}
