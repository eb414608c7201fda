package superpose.probes.linear;

import superpose.data.Require;

/** The share of samples on the right side of the threshold 0. */
public final class Accuracy {

    private Accuracy() {}

    /**
     * Measures scores against the truth and puts an interval around the measure.
     *
     * @param scores [samples], above 0 where the concept is said to be there
     * @param truth [samples]
     * @param groups which samples are drawn together
     */
    public static ScoreInterval of(double[] scores, Concept truth, RowGroups groups, Bootstrap bootstrap) {
        Require.same(truth.samples(), scores.length, "scores for " + truth.name());
        int right = 0;
        for (int sample = 0; sample < scores.length; sample++) {
            if (isRight(scores, truth, sample)) {
                right++;
            }
        }
        double estimate = (double) right / Require.positive(scores.length, "test rows");
        return bootstrap.around(estimate, scores.length, Resampling.of(truth, groups), counts -> {
            long rightDrawn = 0;
            long drawn = 0;
            for (int sample = 0; sample < counts.length; sample++) {
                drawn += counts[sample];
                rightDrawn += isRight(scores, truth, sample) ? counts[sample] : 0;
            }
            return (double) rightDrawn / drawn;
        });
    }

    private static boolean isRight(double[] scores, Concept truth, int sample) {
        return scores[sample] > 0 == truth.in(sample);
    }
}
