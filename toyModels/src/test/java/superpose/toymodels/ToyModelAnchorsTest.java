package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

/** Results of Elhage et al. (2022) that small models must show. */
@ExtendWith(OneThread.class)
class ToyModelAnchorsTest {

    /** At density 1 the best linear model keeps the most important features and ignores the rest. */
    @Test
    void aDenseLinearModelLosesWhatItIgnores() {
        int features = 5;
        int hidden = 2;
        Importance importance = Importance.geometric(features, 0.9);
        SparseFeatures world = SparseFeatures.uniform(features, new Density(1)).withImportance(importance);
        TrainedBottleneck trained = new Dl4jTrainer(Recipe.adam(0.01)
                        .withDecay(Decay.COSINE)
                        .withSteps(2000)
                        .withBatch(256))
                .fit(
                        BottleneckModel.of(new BottleneckShape(1, features, hidden), BottleneckArchitecture.LINEAR),
                        List.of(InstanceSetup.in(world, new Seed(11))));
        double ignored = 0;
        for (int feature = hidden; feature < features; feature++) {
            ignored += importance.of(feature) * new Density(1).lossOfIgnoring() / features;
        }
        double loss = trained.loss(0, world.sample(400_000, new Seed(12)));
        assertEquals(ignored, loss, 0.01 * ignored);
    }

    /** Five rare features fit into two hidden units. */
    @Test
    void fiveRareFeaturesShareTwoDimensions() {
        SparseFeatures world = SparseFeatures.uniform(5, new Density(0.05));
        List<InstanceSetup> setups = new ArrayList<>();
        for (int seed = 0; seed < 10; seed++) {
            setups.add(InstanceSetup.in(world, new Seed(seed)));
        }
        TrainedBottleneck trained = new Dl4jTrainer(Recipe.adam(5e-3)
                        .withDecay(Decay.COSINE)
                        .withSteps(2000)
                        .withBatch(512))
                .fit(BottleneckModel.of(new BottleneckShape(10, 5, 2), BottleneckArchitecture.RELU_OUTPUT), setups);
        var held = world.sample(1_000_000, new Seed(77));
        int best = IntStream.range(0, 10)
                .boxed()
                .min((a, b) -> Double.compare(trained.loss(a, held), trained.loss(b, held)))
                .orElseThrow();
        assertEquals(5, represented(trained.directions(best)));
        // The optimum at this density loses 0.001779 for each feature.
        assertEquals(0.001779, trained.loss(best, held), 0.03 * 0.001779);
    }

    /** With two hidden units for each feature, one computes {@code relu(x)} and the other {@code relu(-x)}. */
    @Test
    void sixHiddenUnitsComputeThreeAbsoluteValues() {
        SparseFeatures world = SparseFeatures.uniform(3, new Density(1));
        List<InstanceSetup> setups = new ArrayList<>();
        for (int seed = 0; seed < 10; seed++) {
            InstanceSetup positive = InstanceSetup.in(world, new Seed(seed));
            setups.add(new InstanceSetup(
                    Cases.signed(positive.stream(), positive.seed()), positive.importance(), positive.seed()));
        }
        TrainedBottleneck trained = new Dl4jTrainer(Recipe.adam(0.01)
                        .withDecay(Decay.COSINE)
                        .withSteps(3000)
                        .withBatch(256))
                .fit(BottleneckModel.of(new BottleneckShape(10, 3, 6), BottleneckArchitecture.ABSOLUTE_VALUE), setups);
        Matrix grid = grid(3, 9);
        double best = IntStream.range(0, 10)
                .mapToDouble(instance -> largestError(grid, trained.reconstruct(instance, grid)))
                .min()
                .orElseThrow();
        assertEquals(0, best, 0.02);
    }

    /** All points whose coordinates are evenly spaced on [-1, 1]. */
    private static Matrix grid(int features, int points) {
        int rows = (int) Math.pow(points, features);
        float[] values = new float[rows * features];
        for (int i = 0; i < values.length; i++) {
            int digit = i / features / (int) Math.pow(points, i % features) % points;
            values[i] = 2f * digit / (points - 1) - 1;
        }
        return Matrix.of(rows, features, values);
    }

    private static double largestError(Matrix samples, Matrix outputs) {
        double largest = 0;
        for (int row = 0; row < samples.rows(); row++) {
            for (int feature = 0; feature < samples.columns(); feature++) {
                double error = Math.abs(samples.get(row, feature)) - outputs.get(row, feature);
                largest = Math.max(largest, Math.abs(error));
            }
        }
        return largest;
    }

    private static int represented(FeatureDirections directions) {
        int count = 0;
        for (int feature = 0; feature < directions.features(); feature++) {
            double squares = 0;
            for (float coordinate : directions.of(feature)) {
                squares += (double) coordinate * coordinate;
            }
            if (Math.sqrt(squares) > 0.5) {
                count++;
            }
        }
        return count;
    }
}
