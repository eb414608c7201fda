package superpose.reports.probing;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import superpose.analysis.detection.Auroc;
import superpose.data.Activations;
import superpose.data.Groups;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ProbeTrainer;

/**
 * What the same probe reads from random features of the same width: every token gets a random Gaussian vector, as in a model
 * that has not learned anything.
 *
 * <p>It shows how much of a score a probe of this size owes to knowing which token it looks at. It needs something that
 * recurs on both sides of the split; without tokens, features at random are features of nothing, and shuffled labels say what
 * a probe makes of that.
 *
 * @param mean AUROC on the test rows, over the draws
 * @param low the smallest
 * @param high the largest
 * @param width how many random features: as many as neurons, or fewer where the vectors of all tokens would not fit
 * @param draws how many times vectors were drawn
 */
public record RandomFeaturesControl(double mean, double low, double high, int width, int draws) {

    /** Numbers in the table of vectors: 256 MB. */
    private static final int MOST_VALUES = 1 << 26;

    /**
     * Draws vectors and fits probes to them, several times.
     *
     * @param tokens [all rows], at least 2 of them
     * @param draws at least 1
     */
    public static RandomFeaturesControl of(ProbeTrainer trainer, ProbeTask task, Groups tokens, int draws, Seed seed) {
        int width = Math.max(1, Math.min(task.training().neurons(), MOST_VALUES / tokens.count()));
        int[] tokenOfRow = tokens.ids();
        double[] aurocs = new double[Require.positive(draws, "draws")];
        for (int draw = 0; draw < draws; draw++) {
            Matrix vectors = gaussian(tokens.count(), width, seed.child(draw));
            ProbeTask random = task.withActivations(
                    new Activations("random features", vectors.viewRows(tokenOfRow), "a vector for each token"));
            aurocs[draw] = Auroc.of(random.score(trainer.fit(random.training(), random.trainingConcept())));
        }
        return new RandomFeaturesControl(
                Arrays.stream(aurocs).average().orElseThrow(),
                Arrays.stream(aurocs).min().orElseThrow(),
                Arrays.stream(aurocs).max().orElseThrow(),
                width,
                draws);
    }

    private static Matrix gaussian(int rows, int columns, Seed seed) {
        RandomGenerator generator = seed.generator();
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) generator.nextGaussian();
        }
        return Matrix.of(rows, columns, values);
    }
}
