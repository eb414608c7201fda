package superpose.analysis.recovery;

import java.util.Arrays;
import superpose.data.FeatureDirections;
import superpose.data.Require;

/**
 * How well learned directions recover true ones, by absolute cosine, so that neither order, sign nor length matters.
 *
 * <p>MMCS, the mean over one side of the best cosine on the other, lets several directions share a partner; MCC pairs them
 * one to one. Read both, beside {@link ChanceMatch}: among many directions in few dimensions random ones match well. Sources:
 * Sharkey, Braun and Millidge (2022), "Taking features out of superposition with sparse autoencoders" (MMCS);
 * SynthSAEBench (2026) for MCC and uniqueness.
 *
 * <p>A true direction that is a zero row asks for nothing and is left out everywhere. A learned one is a dead latent: it
 * stays in every count and matches with cosine 0.
 */
public final class DirectionMatch {

    /** A true direction counts as recovered above this cosine. */
    public static final double RECOVERED = 0.9;

    /** [truths][learned], without the true directions that are zero. */
    private final double[][] cosines;

    /** Indices of the learned directions that are not zero. */
    private final int[] latents;

    private final int[] bestLatent;
    private final int[] bestTruth;
    private final Assignment pairing;

    private DirectionMatch(double[][] cosines, int[] latents) {
        double[][] byLatent = AbsoluteCosines.transposed(cosines, cosines[0].length);
        this.cosines = cosines;
        this.latents = latents;
        this.bestLatent = Arrays.stream(cosines).mapToInt(DirectionMatch::best).toArray();
        this.bestTruth = Arrays.stream(byLatent).mapToInt(DirectionMatch::best).toArray();
        this.pairing = Assignment.of(cosines);
    }

    /**
     * Compares two sets of directions.
     *
     * @param truth [features, hidden], at least one row that is not zero
     * @param learned [latents, hidden], at least one row
     */
    public static DirectionMatch of(FeatureDirections truth, FeatureDirections learned) {
        Require.positive(learned.features(), "learned directions");
        AbsoluteCosines all = AbsoluteCosines.of(truth, learned);
        double[][] cosines = all.ofTruths();
        Require.that(
                cosines.length > 0,
                "at least one true direction that is not zero",
                "none in " + truth.features(),
                "leave unrepresented features out, but not all");
        return new DirectionMatch(cosines, all.latents());
    }

    private static int best(double[] values) {
        int best = 0;
        for (int index = 1; index < values.length; index++) {
            best = values[index] > values[best] ? index : best;
        }
        return best;
    }

    /** Returns the mean over true directions of the best cosine among the learned ones, in [0, 1]. */
    public double mmcsTruthToLearned() {
        double sum = 0;
        for (int truth = 0; truth < bestLatent.length; truth++) {
            sum += cosines[truth][bestLatent[truth]];
        }
        return sum / bestLatent.length;
    }

    /** Returns the mean over learned directions of the best cosine among the true ones, in [0, 1]. */
    public double mmcsLearnedToTruth() {
        double sum = 0;
        for (int latent = 0; latent < bestTruth.length; latent++) {
            sum += cosines[bestTruth[latent]][latent];
        }
        return sum / bestTruth.length;
    }

    /** Returns the mean cosine over the pairs of the best one-to-one pairing, in [0, 1]; the surplus side is not counted. */
    public double mcc() {
        return pairing.total() / pairing.pairs();
    }

    /** Returns the number of one-to-one pairs: the smaller number of directions. */
    public int pairs() {
        return pairing.pairs();
    }

    /** Returns the share of true directions with a best cosine above {@link #RECOVERED}. */
    public double recovered() {
        return recovered(RECOVERED);
    }

    /** Returns the share of true directions with a best cosine above a threshold, in [0, 1]. */
    public double recovered(double threshold) {
        int count = 0;
        for (int truth = 0; truth < bestLatent.length; truth++) {
            count += cosines[truth][bestLatent[truth]] > threshold ? 1 : 0;
        }
        return (double) count / bestLatent.length;
    }

    /** Returns the number of different true directions that are some latent's best match, over all latents; in [0, 1]. */
    public double uniqueness() {
        long distinct = Arrays.stream(latents)
                .map(latent -> bestTruth[latent])
                .distinct()
                .count();
        return (double) distinct / bestTruth.length;
    }

    /** Returns the best cosine of each true direction that is not zero, in their order. */
    public double[] bestCosines() {
        double[] best = new double[bestLatent.length];
        Arrays.setAll(best, truth -> cosines[truth][bestLatent[truth]]);
        return best;
    }

    /** Returns the number of learned directions that are zero rows. */
    public int deadLatents() {
        return bestTruth.length - latents.length;
    }
}
