package superpose.probes.linear;

/**
 * How well a probe's scores agree with the truth on rows it has not seen.
 *
 * @param auroc in [0, 1]; 0.5 is chance
 * @param accuracy share on the right side of the probe's threshold, in [0, 1]
 */
public record ProbeScore(ScoreInterval auroc, ScoreInterval accuracy) {

    /**
     * Measures scores against the truth.
     *
     * @param scores [samples], above 0 where the concept is said to be there
     * @param truth [samples], with and without the concept
     * @param groups which samples are drawn together; where each stands for itself they are drawn within each class
     */
    public static ProbeScore of(double[] scores, Concept truth, RowGroups groups, Bootstrap bootstrap) {
        return new ProbeScore(
                Auroc.of(scores, truth, groups, bootstrap), Accuracy.of(scores, truth, groups, bootstrap));
    }
}
