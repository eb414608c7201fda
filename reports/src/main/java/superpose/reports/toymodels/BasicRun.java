package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;
import superpose.analysis.geometry.Cosines;
import superpose.analysis.geometry.FeatureNorms;
import superpose.analysis.geometry.Interference;
import superpose.analysis.geometry.LinearLoss;
import superpose.analysis.statistics.Auroc;
import superpose.data.Density;
import superpose.data.Importance;
import superpose.data.SparseFeatures;
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.reproduce.TrainingJob;

/**
 * A model of the basic results, and what is measured of it.
 *
 * @param setting world and room
 * @param density the chance that a feature is on
 * @param seed number of the seed
 * @param model what was learned
 */
record BasicRun(Setting setting, Density density, int seed, TrainedModel model) {

    /** A feature shorter than this is left out altogether. */
    private static final double LEFT_OUT = 0.1;

    /** Interference below and above which a feature has its dimension for itself, or shares it. */
    private static final double DEDICATED = 0.1;

    private static final double SUPERPOSED = 0.5;
    private static final double ANTIPODAL = -0.9;

    /**
     * A world and the room that there is for it.
     *
     * @param features features, the first the most important
     * @param hidden hidden units
     * @param ratio importance of a feature over that of the one before
     */
    record Setting(int features, int hidden, double ratio) {

        String words() {
            return features + " features in " + hidden;
        }

        Importance importance() {
            return Importance.geometric(features, ratio);
        }

        SparseFeatures world(Density density) {
            return SparseFeatures.uniform(features, density).withImportance(importance());
        }

        SparseFeatures reversed(Density density) {
            double[] weights = IntStream.range(0, features)
                    .mapToDouble(feature -> importance().of(features - 1 - feature))
                    .toArray();
            return SparseFeatures.uniform(features, density).withImportance(Importance.of(weights));
        }
    }


    FeatureNorms norms() {
        return FeatureNorms.of(model.directions());
    }

    Interference interference() {
        return Interference.of(model.directions());
    }

    /** Returns how many features are not where they belong: the first kept, one for each hidden unit, the others left out. */
    double misplaced() {
        return IntStream.range(0, setting.features())
                .filter(feature -> feature < setting.hidden()
                        ? !norms().isRepresented(feature)
                        : norms().of(feature) >= LEFT_OUT)
                .count();
    }

    /** Returns the expected loss over the least of any linear model; for linear models only. */
    double linearLossRatio() {
        return LinearLoss.of(model.directions(), model.bias(), density, setting.importance())
                        .value()
                / LinearLoss.best(density, setting.importance(), setting.hidden())
                        .value();
    }

    /** Returns the loss on fresh samples over that of the best linear model on the same ones. */
    double lossRatio() {
        return model.loss()
                / LinearLoss.bestOn(
                                TrainingJob.evaluation(setting.world(density)),
                                density,
                                setting.importance(),
                                setting.hidden())
                        .value();
    }

    /** Returns the largest distance of a bias from 0 for a kept feature and half the density for another, over that half. */
    double biasError() {
        double mean = density.value() / 2;
        float[] bias = model.bias();
        return IntStream.range(0, bias.length)
                        .mapToDouble(feature -> Math.abs(bias[feature] - (feature < setting.hidden() ? 0 : mean)))
                        .max()
                        .orElseThrow()
                / mean;
    }

    private List<Integer> represented(DoublePredicate sharing) {
        return IntStream.range(0, setting.features())
                .filter(feature -> norms().isRepresented(feature)
                        && sharing.test(interference().of(feature)))
                .boxed()
                .toList();
    }

    List<Integer> superposed() {
        return represented(sharing -> sharing >= SUPERPOSED);
    }

    List<Integer> dedicated() {
        return represented(sharing -> sharing < DEDICATED);
    }

    /** Returns the chance that a feature with a dimension for itself matters more than one that shares; NaN without either. */
    double order() {
        List<Integer> alone = dedicated();
        List<Integer> sharing = superposed();
        if (alone.isEmpty() || sharing.isEmpty()) {
            return Double.NaN;
        }
        List<Integer> both = new ArrayList<>(alone);
        both.addAll(sharing);
        double[] importances = both.stream()
                .mapToDouble(feature -> setting.importance().of(feature))
                .toArray();
        boolean[] labels = new boolean[both.size()];
        Arrays.fill(labels, 0, alone.size(), true);
        return Auroc.of(importances, labels).value();
    }

    /** Returns the share of features in superposition that have an opposite; NaN where there is none. */
    double antipodal() {
        Cosines cosines = Cosines.of(model.directions());
        return superposed().stream()
                .mapToDouble(feature -> cosines.mostOpposite(feature) < ANTIPODAL ? 1 : 0)
                .average()
                .orElse(Double.NaN);
    }
}
