package superpose.analysis.detection;

import superpose.analysis.statistics.Interval;
import superpose.data.HeldOutScores;

/** The share of samples on the right side of the threshold 0. */
public final class Accuracy {

    private Accuracy() {}

    /** Measures held-out scores and puts an interval around the measure. */
    public static Interval of(HeldOutScores scores, GroupBootstrap bootstrap) {
        int right = 0;
        for (int sample = 0; sample < scores.samples(); sample++) {
            right += isRight(scores, sample) ? 1 : 0;
        }
        double estimate = (double) right / scores.samples();
        return bootstrap.around(estimate, Resampling.of(scores), counts -> {
            long rightDrawn = 0;
            long drawn = 0;
            for (int sample = 0; sample < counts.length; sample++) {
                drawn += counts[sample];
                rightDrawn += isRight(scores, sample) ? counts[sample] : 0;
            }
            return (double) rightDrawn / drawn;
        });
    }

    private static boolean isRight(HeldOutScores scores, int sample) {
        return scores.score(sample) > 0 == scores.truth().in(sample);
    }
}
