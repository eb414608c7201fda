package superpose.reports.toymodels;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import superpose.analysis.detection.Auroc;
import superpose.analysis.geometry.Cosines;
import superpose.analysis.geometry.FeatureNorms;
import superpose.analysis.geometry.Interference;
import superpose.analysis.geometry.LinearLoss;
import superpose.data.Concept;
import superpose.data.Density;
import superpose.data.Importance;
import superpose.data.SparseFeatures;
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.reproduce.TrainingJob;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Recipe;

/**
 * A model of {@link BasicResults}, and what is measured of it.
 *
 * @param training where it comes from
 * @param density the chance that a feature is on
 * @param model what was learned
 */
record BasicRun(Training training, Density density, TrainedModel model) {

    /** A feature shorter than this is left out altogether. */
    private static final double LEFT_OUT = 0.1;

    /** Interference below and above which a feature has its dimension for itself, or shares it. */
    private static final double DEDICATED = 0.1;

    private static final double SUPERPOSED = 0.5;
    private static final double ANTIPODAL = -0.9;

    /** The kinds of models. */
    enum Kind {
        LINEAR("linear"),
        RELU("ReLU"),
        /** Linear, where the last feature matters most. */
        REVERSED("linear, importance reversed");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * A world and the room that there is for it.
     *
     * @param features features, the first the most important
     * @param hidden hidden units
     * @param ratio importance of a feature over that of the one before
     */
    record Setting(int features, int hidden, double ratio) {

        String words() {
            return features + " in " + hidden;
        }
    }

    /**
     * Models of one kind and seed, at every density.
     *
     * @param setting world and room
     * @param kind what is trained
     * @param seed number of the seed
     */
    record Training(Setting setting, Kind kind, int seed) {

        String words() {
            return setting.words() + ", " + kind.words();
        }

        TrainingJob job(List<Density> densities, Recipe recipe) {
            return TrainingJob.inWorlds(
                    words().replaceAll("[ ,]+", "-") + "-" + seed,
                    new TrainingJob.Kind(
                            kind == Kind.RELU ? BottleneckArchitecture.RELU_OUTPUT : BottleneckArchitecture.LINEAR,
                            setting.hidden()),
                    densities.stream().map(this::world).toList(),
                    recipe);
        }

        SparseFeatures world(Density density) {
            double[] weights = IntStream.range(0, setting.features())
                    .mapToDouble(feature -> Math.pow(setting.ratio(), rank(feature)))
                    .toArray();
            return SparseFeatures.uniform(setting.features(), density).withImportance(Importance.of(weights));
        }

        /** Returns how many features matter more. */
        int rank(int feature) {
            return kind == Kind.REVERSED ? setting.features() - 1 - feature : feature;
        }

        /** Tells whether a model that keeps as many features as it has hidden units should keep a feature. */
        boolean keeps(int feature) {
            return rank(feature) < setting.hidden();
        }
    }

    Importance importance() {
        return training.world(density).importance();
    }

    FeatureNorms norms() {
        return FeatureNorms.of(model.directions());
    }

    Interference interference() {
        return Interference.of(model.directions());
    }

    /** Returns how many features are not where they belong: those that matter most kept, the others left out. */
    double misplaced() {
        FeatureNorms norms = norms();
        return IntStream.range(0, norms.features())
                .filter(feature ->
                        training.keeps(feature) ? !norms.isRepresented(feature) : norms.of(feature) >= LEFT_OUT)
                .count();
    }

    /** Returns a linear model's expected loss over the least of any linear model. */
    double linearLossRatio() {
        return LinearLoss.of(model.directions(), model.bias(), density, importance())
                        .value()
                / LinearLoss.best(density, importance(), training.setting().hidden())
                        .value();
    }

    /** Returns the loss on fresh samples over that of the best linear model on the same ones. */
    double lossRatio() {
        LinearLoss best = LinearLoss.bestOn(
                TrainingJob.evaluation(training.world(density)),
                density,
                importance(),
                training.setting().hidden());
        return model.loss() / best.value();
    }

    /** Returns how far the worst bias is from 0, or for features left out from half the density, in units of that half. */
    double biasError() {
        double mean = density.value() / 2;
        float[] bias = model.bias();
        return IntStream.range(0, bias.length)
                        .mapToDouble(feature -> Math.abs(bias[feature] - (training.keeps(feature) ? 0 : mean)))
                        .max()
                        .orElseThrow()
                / mean;
    }

    /** Returns the features that have a dimension for themselves. */
    int[] dedicated() {
        return represented(sharing -> sharing < DEDICATED);
    }

    /** Returns the features that share their dimensions. */
    int[] superposed() {
        return represented(sharing -> sharing >= SUPERPOSED);
    }

    private int[] represented(DoublePredicate sharing) {
        FeatureNorms norms = norms();
        Interference interference = interference();
        return IntStream.range(0, norms.features())
                .filter(feature -> norms.isRepresented(feature) && sharing.test(interference.of(feature)))
                .toArray();
    }

    /** Returns the chance that a feature with a dimension for itself matters more than one that shares; NaN without both. */
    double order() {
        int[] alone = dedicated();
        int[] sharing = superposed();
        if (alone.length == 0 || sharing.length == 0) {
            return Double.NaN;
        }
        Importance importance = importance();
        double[] weights = IntStream.concat(IntStream.of(alone), IntStream.of(sharing))
                .mapToDouble(importance::of)
                .toArray();
        boolean[] labels = new boolean[weights.length];
        Arrays.fill(labels, 0, alone.length, true);
        return Auroc.of(weights, Concept.of("features that stand alone", labels));
    }

    /** Returns the share of features in superposition that have an opposite; NaN where there are none. */
    double antipodal() {
        Cosines cosines = Cosines.of(model.directions());
        return IntStream.of(superposed())
                .mapToDouble(feature -> cosines.mostOpposite(feature) < ANTIPODAL ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }
}
