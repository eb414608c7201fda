package superpose.analysis.detection;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import superpose.analysis.statistics.Probability;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Seed;

/**
 * Scores that are normal with unit deviation with and without a concept, {@code auroc = Phi(distance / sqrt 2)} apart, with the
 * threshold half way: every measure of them is known.
 *
 * @param samples how many
 * @param share of samples with the concept
 * @param auroc the true one
 * @param groups how many groups of equal size, which have their own level of scores and their own share of the concept; 0 for
 *     single samples, of which exactly the share has the concept
 * @param part chance of a group to have the concept at all, in (0, 1]
 */
record BinormalWorld(int samples, double share, double auroc, int groups, double part) {

    /** Part of the variance of scores that the samples of a group have in common. */
    private static final double COMMON = 0.3;

    BinormalWorld(int samples, double share, double auroc, int groups) {
        this(samples, share, auroc, groups, 1);
    }

    private double distance() {
        return Auroc.separation(auroc);
    }

    HeldOutScores draw(Seed seed) {
        RandomGenerator generator = seed.generator();
        HeldOutScores drawn = draw(generator);
        while (drawn == null) {
            drawn = draw(generator);
        }
        return drawn;
    }

    /** Returns nothing where no sample has the concept: nothing can be measured there. */
    private @Nullable HeldOutScores draw(RandomGenerator generator) {
        boolean[] present = new boolean[samples];
        double[] scores = new double[samples];
        int[] ids = new int[samples];
        Arrays.fill(present, 0, (int) Math.round(share * samples), true);
        double common = 0;
        double rate = 0;
        for (int row = 0; row < samples; row++) {
            if (groups > 0) {
                ids[row] = (int) ((long) row * groups / samples);
                if (row == 0 || ids[row] != ids[row - 1]) {
                    common = Math.sqrt(COMMON) * generator.nextGaussian();
                    boolean may = part == 1 || generator.nextDouble() < part;
                    rate = may ? 2 * share / part * generator.nextDouble() : 0;
                }
                present[row] = generator.nextDouble() < rate;
            }
            double own = groups > 0 ? Math.sqrt(1 - COMMON) : 1;
            scores[row] = common + own * generator.nextGaussian() + distance() * (present[row] ? 0.5 : -0.5);
        }
        Concept concept = Concept.of("apart", present);
        if (concept.positives() == 0) {
            return null;
        }
        return groups == 0
                ? HeldOutScores.of(scores, concept)
                : HeldOutScores.of(
                        scores,
                        concept,
                        Groups.of(
                                IntStream.range(0, groups)
                                        .mapToObj(Integer::toString)
                                        .toList(),
                                ids));
    }

    /** The share with the concept among infinitely many samples that score between two bounds. */
    double share(double low, double high) {
        double half = distance() / 2;
        double with = share * (Probability.normal(high - half) - Probability.normal(low - half));
        double without = (1 - share) * (Probability.normal(high + half) - Probability.normal(low + half));
        return with / (with + without);
    }

    /** The confusion of infinitely many samples, as shares. */
    Confusion confusion() {
        double right = Probability.normal(distance() / 2);
        return new Confusion(share * right, (1 - share) * (1 - right), share * (1 - right), (1 - share) * right);
    }

    /** The average precision of infinitely many samples, by the midpoint rule over recall. */
    double averagePrecision() {
        int steps = 200_000;
        double sum = 0;
        for (int step = 0; step < steps; step++) {
            double recall = (step + 0.5) / steps;
            // The score above which this share of those with the concept lies, and the share of the others above it.
            double threshold = distance() - Probability.normalQuantile(recall);
            double called = share * recall + (1 - share) * Probability.normal(-threshold);
            sum += share * recall / called;
        }
        return sum / steps;
    }
}
