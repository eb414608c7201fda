package superpose.analysis.recovery;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import superpose.analysis.statistics.Interval;
import superpose.data.FeatureDirections;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * The match that random directions would have reached: the null beside each number of {@link DirectionMatch}.
 *
 * <p>The true directions stay as they are; the learned ones are drawn uniformly from the sphere, as many as were learned.
 * Each interval is the mean over the draws with the 2.5 % and 97.5 % quantiles of the draws: the range of single random
 * dictionaries, not of their mean.
 *
 * @param mmcsTruthToLearned null of {@link DirectionMatch#mmcsTruthToLearned}
 * @param mmcsLearnedToTruth null of {@link DirectionMatch#mmcsLearnedToTruth}
 * @param mcc null of {@link DirectionMatch#mcc}
 * @param uniqueness null of {@link DirectionMatch#uniqueness}
 */
public record ChanceMatch(Interval mmcsTruthToLearned, Interval mmcsLearnedToTruth, Interval mcc, Interval uniqueness) {

    /**
     * Simulates random dictionaries.
     *
     * @param truth [features, hidden], at least one row that is not zero
     * @param latents how many directions were learned, at least 1
     * @param draws how many random dictionaries, at least 2
     * @param seed the same seed gives the same numbers
     */
    public static ChanceMatch of(FeatureDirections truth, int latents, int draws, Seed seed) {
        Require.positive(latents, "learned directions");
        Require.that(draws >= 2, "at least 2 draws", draws, "try 20");
        DirectionMatch[] matches = new DirectionMatch[draws];
        for (int draw = 0; draw < draws; draw++) {
            matches[draw] =
                    DirectionMatch.of(truth, FeatureDirections.random(latents, truth.hidden(), seed.child(draw)));
        }
        return new ChanceMatch(
                spread(matches, DirectionMatch::mmcsTruthToLearned),
                spread(matches, DirectionMatch::mmcsLearnedToTruth),
                spread(matches, DirectionMatch::mcc),
                spread(matches, DirectionMatch::uniqueness));
    }

    private static Interval spread(DirectionMatch[] matches, ToDoubleFunction<DirectionMatch> measure) {
        return Interval.ofDraws(Arrays.stream(matches).mapToDouble(measure).toArray(), 0.95);
    }
}
