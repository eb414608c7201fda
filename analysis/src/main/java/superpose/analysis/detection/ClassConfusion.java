package superpose.analysis.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import superpose.analysis.statistics.Interval;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Require;

/**
 * How well samples of several classes are told apart where each is given the class whose score is highest; of equal scores
 * the first class.
 *
 * <p>Both intervals are Student's on the log-odds scale, from the influence of each group of samples.
 *
 * @param counts [classes][classes], samples by their true class and by the class they were given
 * @param accuracy the share of samples that were given their own class, in [0, 1]
 * @param balancedAccuracy the mean of that share over the classes, in [0, 1]; 1 / classes is chance
 */
public record ClassConfusion(List<List<Integer>> counts, Interval accuracy, Interval balancedAccuracy) {

    /** Copies the lists. */
    public ClassConfusion {
        counts = counts.stream().map(List::copyOf).toList();
    }

    /**
     * Measures the scores of one probe for each class.
     *
     * @param scores of the same samples, comparable with each other, as log odds are; at least 2
     * @param level chance of covering, in (0, 1)
     * @throws superpose.data.BadInputException if a sample has no class or several, or there are less than 2 groups
     */
    public static ClassConfusion of(List<HeldOutScores> scores, double level) {
        Require.that(scores.size() >= 2, "at least 2 classes to tell apart", scores.size(), "give scores of each");
        Require.that(level > 0 && level < 1, "a confidence level in (0, 1)", level, "0.95 is usual");
        int samples = scores.getFirst().samples();
        scores.forEach(one -> Require.same(samples, one.samples(), "samples scored for each class"));
        Groups groups = scores.getFirst().groups();
        Require.that(groups.count() >= 2, "at least 2 groups to compare", groups.count(), "test on more of them");
        int[][] counts = new int[scores.size()][scores.size()];
        int[] truth = new int[samples];
        boolean[] right = new boolean[samples];
        for (int sample = 0; sample < samples; sample++) {
            truth[sample] = truth(scores, sample);
            int given = highest(scores, sample);
            counts[truth[sample]][given]++;
            right[sample] = given == truth[sample];
        }
        return new ClassConfusion(
                listed(counts), accuracy(right, groups, level), balanced(counts, truth, right, groups, level));
    }

    private static int truth(List<HeldOutScores> scores, int sample) {
        int found = -1;
        for (int one = 0; one < scores.size(); one++) {
            if (scores.get(one).truth().in(sample)) {
                Require.that(found < 0, "one class for each sample", "two for sample " + sample, "keep classes apart");
                found = one;
            }
        }
        Require.that(found >= 0, "a class for each sample", "none for sample " + sample, "leave such samples out");
        return found;
    }

    private static int highest(List<HeldOutScores> scores, int sample) {
        int highest = 0;
        for (int one = 1; one < scores.size(); one++) {
            highest = scores.get(one).score(sample) > scores.get(highest).score(sample) ? one : highest;
        }
        return highest;
    }

    private static List<List<Integer>> listed(int[][] counts) {
        List<List<Integer>> rows = new ArrayList<>();
        for (int[] row : counts) {
            rows.add(Arrays.stream(row).boxed().toList());
        }
        return rows;
    }

    private static Interval accuracy(boolean[] right, Groups groups, double level) {
        int hits = 0;
        for (boolean one : right) {
            hits += one ? 1 : 0;
        }
        double value = (double) hits / right.length;
        double[] influence = new double[right.length];
        for (int sample = 0; sample < influence.length; sample++) {
            influence[sample] = ((right[sample] ? 1 : 0) - value) / right.length;
        }
        return around(value, influence, groups, level);
    }

    private static Interval balanced(int[][] counts, int[] truth, boolean[] right, Groups groups, double level) {
        double[] recalls = new double[counts.length];
        int[] rows = new int[counts.length];
        for (int one = 0; one < counts.length; one++) {
            rows[one] = Arrays.stream(counts[one]).sum();
            recalls[one] = (double) counts[one][one] / rows[one];
        }
        double[] influence = new double[truth.length];
        for (int sample = 0; sample < influence.length; sample++) {
            int own = truth[sample];
            influence[sample] = ((right[sample] ? 1 : 0) - recalls[own]) / rows[own] / counts.length;
        }
        return around(Arrays.stream(recalls).average().orElseThrow(), influence, groups, level);
    }

    /** At 0 and 1 no sample differs from the others, and the bound is that of as many groups that are all alike. */
    private static Interval around(double value, double[] influence, Groups groups, double level) {
        return value <= 0 || value >= 1
                ? Witnesses.of(groups).unvaried(value, level)
                : Influence.of(influence, groups).interval(value, IntervalScale.LOGIT, level);
    }

    /** Returns how many samples a class has. */
    public int samples(int ofClass) {
        return counts.get(ofClass).stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns the accuracy of always naming the most frequent class, in [1 / classes, 1]. */
    public double commonestShare() {
        int all = 0;
        int most = 0;
        for (int one = 0; one < counts.size(); one++) {
            all += samples(one);
            most = Math.max(most, samples(one));
        }
        return (double) most / all;
    }
}
