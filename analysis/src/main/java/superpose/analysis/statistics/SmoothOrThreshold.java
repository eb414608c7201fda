package superpose.analysis.statistics;

import superpose.data.Seed;

/**
 * Whether a capability grows smoothly with size or appears at a threshold, by the steepest step {@code s_max = max_k d ln
 * capability / d ln size} between neighbouring sizes.
 *
 * <p>Smooth: s_max is at most {@link #SMOOTH_AT_MOST} with its whole interval. Threshold: the step that is steepest has a
 * slope of at least {@link #THRESHOLD_AT_LEAST} with its whole interval. Anything else is undecided, and no verdict is given
 * with fewer than three sizes, fewer than two seeds or no score above chance. The bounds are conventions: a slope depends on
 * the metric (exact match of L tokens is L times as steep as one token) and is only seen as finely as the grid of sizes.
 *
 * <p>Slopes are taken on the mean score over seeds, because the steepest of many noisy steps of a single seed is too steep.
 * Both intervals are 95 % percentile bootstraps over whole seeds (2,000 resamples). That of s_max looks for the steepest step
 * anew in every resample: it leans upwards, which makes "smooth" hard to get. That of a threshold keeps to one step, so that
 * noise that makes some step steep in every resample is not taken for a threshold. With two to four seeds either rests on
 * little.
 *
 * <p>Seeds that jump at different sizes average to a smooth curve, so a smooth mean whose median seed is as steep as a
 * threshold is undecided, not smooth. Sources: Schaeffer et al. (2023), "Are emergent abilities of large language models a
 * mirage?"; Zhao et al. (2025), arXiv 2502.17356, on bimodal seeds.
 */
public final class SmoothOrThreshold {

    /** Steepest step of a smooth curve. */
    public static final double SMOOTH_AT_MOST = 2;

    /** Least steep step of a threshold. */
    public static final double THRESHOLD_AT_LEAST = 5;

    /** What the test says. */
    public enum Verdict {
        /** No step is steep. */
        SMOOTH,
        /** One step is steep. */
        THRESHOLD,
        /** Measured, but between the two or too uncertain. */
        UNDECIDED,
        /** Too little was measured to say anything. */
        NOT_GIVEN
    }

    /** A verdict with its reason. */
    private record Judgement(Verdict verdict, String reason) {}

    private final Steps steps;
    private final Interval steepest;
    private final Interval atSteepestStep;
    private final Judgement judgement;

    private SmoothOrThreshold(Steps steps, Interval steepest, Interval atSteepestStep) {
        this.steps = steps;
        this.steepest = steepest;
        this.atSteepestStep = atSteepestStep;
        this.judgement = judge();
    }

    /**
     * Tests the scores of models of several sizes.
     *
     * @param sizes rising, above 0, at least two
     * @param scores [seeds][sizes]; not modified
     * @param scale what the scores are: AUROC, a loss, or a share above chance
     * @param seed of the bootstrap
     */
    public static SmoothOrThreshold of(double[] sizes, double[][] scores, ScoreScale scale, Seed seed) {
        Steps steps = Steps.of(sizes, scores, scale);
        if (scores.length < 2) {
            Interval unknown = Interval.unbounded(steps.steepest(steps.allSeeds()));
            return new SmoothOrThreshold(steps, unknown, unknown);
        }
        Bootstrap bootstrap = Bootstrap.of(seed);
        return new SmoothOrThreshold(
                steps,
                bootstrap.percentile(scores.length, steps::steepest),
                bootstrap.percentile(scores.length, steps::atSteepestOfAll));
    }

    private Judgement judge() {
        if (steps.sizes() < 3) {
            return new Judgement(Verdict.NOT_GIVEN, "a verdict needs at least 3 sizes, there are " + steps.sizes());
        }
        if (steps.seeds() < 2) {
            return new Judgement(Verdict.NOT_GIVEN, "a verdict needs at least 2 seeds, there is " + steps.seeds());
        }
        if (steps.sizesAtFloor() == steps.sizes()) {
            return new Judgement(Verdict.NOT_GIVEN, "no mean score is above chance");
        }
        if (atSteepestStep.low() >= THRESHOLD_AT_LEAST) {
            return new Judgement(Verdict.THRESHOLD, "one step is at least as steep as " + THRESHOLD_AT_LEAST);
        }
        if (steepest.high() > SMOOTH_AT_MOST) {
            return new Judgement(Verdict.UNDECIDED, "the steepest step is neither surely smooth nor surely steep");
        }
        if (Quantiles.of(steps.steepestOfEachSeed()).median() >= THRESHOLD_AT_LEAST) {
            return new Judgement(Verdict.UNDECIDED, "the mean is smooth but single seeds jump at different sizes");
        }
        return new Judgement(Verdict.SMOOTH, "no step is steeper than " + SMOOTH_AT_MOST);
    }

    /** Returns what the test says. */
    public Verdict verdict() {
        return judgement.verdict();
    }

    /** Returns why, in words. */
    public String reason() {
        return judgement.reason();
    }

    /** Returns s_max of the mean curve with its 95 % percentile bootstrap over seeds; unbounded for a single seed. */
    public Interval steepest() {
        return steepest;
    }

    /** Returns the slope of the mean curve's steepest step with its 95 % percentile bootstrap over seeds, that step kept. */
    public Interval atSteepestStep() {
        return atSteepestStep;
    }

    /** Returns the sizes before and after the steepest step of the mean curve. */
    public double[] steepestBetween() {
        return steps.steepestBetween();
    }

    /** Returns s_max of each seed's own curve, [seeds]; noisier and steeper than that of the mean. */
    public double[] steepestOfEachSeed() {
        return steps.steepestOfEachSeed();
    }

    /** Returns how many of the mean scores were clamped because they are no better than chance. */
    public int sizesAtChance() {
        return steps.sizesAtFloor();
    }
}
