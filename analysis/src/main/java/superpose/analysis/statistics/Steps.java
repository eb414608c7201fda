package superpose.analysis.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;
import superpose.data.Require;

/** The slopes of ln capability against ln size between neighbouring sizes, for one seed or the mean of several. */
final class Steps {

    private final double[] sizes;
    private final double[][] scores;
    private final ScoreScale scale;

    /** Index of the steepest step of the mean over all seeds. */
    private final int steepestStep;

    private Steps(double[] sizes, double[][] scores, ScoreScale scale) {
        this.sizes = sizes;
        this.scores = scores;
        this.scale = scale;
        double[] slopes = slopes(mean(allSeeds()));
        int steepest = 0;
        for (int step = 1; step < slopes.length; step++) {
            steepest = slopes[step] > slopes[steepest] ? step : steepest;
        }
        this.steepestStep = steepest;
    }

    static Steps of(double[] sizes, double[][] scores, ScoreScale scale) {
        Require.that(sizes.length >= 2, "at least 2 sizes", sizes.length, "a slope needs two");
        Require.positive(scores.length, "seeds");
        Require.positive(sizes[0], "a size");
        for (int size = 1; size < sizes.length; size++) {
            Require.that(sizes[size] > sizes[size - 1], "rising sizes", Arrays.toString(sizes), "sort them");
        }
        for (double[] seed : scores) {
            Require.same(sizes.length, seed.length, "scores for each seed");
        }
        return new Steps(sizes, scores, scale);
    }

    int sizes() {
        return sizes.length;
    }

    int seeds() {
        return scores.length;
    }

    int[] allSeeds() {
        return IntStream.range(0, scores.length).toArray();
    }

    /** Returns the largest slope of the mean over the chosen seeds. */
    double steepest(int... seeds) {
        return Arrays.stream(slopes(mean(seeds))).max().orElseThrow();
    }

    /** Returns the slope of the mean over the chosen seeds at the step that is steepest over all seeds. */
    double atSteepestOfAll(int... seeds) {
        return slopes(mean(seeds))[steepestStep];
    }

    double[] steepestOfEachSeed() {
        return Arrays.stream(allSeeds()).mapToDouble(this::steepest).toArray();
    }

    double[] steepestBetween() {
        return new double[] {sizes[steepestStep], sizes[steepestStep + 1]};
    }

    int sizesAtFloor() {
        return (int) Arrays.stream(mean(allSeeds())).filter(scale::isAtFloor).count();
    }

    private double[] mean(int... seeds) {
        double[] mean = new double[sizes.length];
        for (int seed : seeds) {
            for (int size = 0; size < sizes.length; size++) {
                mean[size] += scores[seed][size];
            }
        }
        // Divided once at the end, so that a mean of scores of at most 1 is at most 1.
        for (int size = 0; size < sizes.length; size++) {
            mean[size] /= seeds.length;
        }
        return mean;
    }

    private double[] slopes(double[] curve) {
        double[] slopes = new double[sizes.length - 1];
        Arrays.setAll(slopes, step -> {
            double rise = Math.log(scale.capability(curve[step + 1]) / scale.capability(curve[step]));
            return rise / Math.log(sizes[step + 1] / sizes[step]);
        });
        return slopes;
    }
}
