package superpose.reports.probing;

import superpose.analysis.detection.Auroc;
import superpose.analysis.statistics.Interval;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.probes.linear.ProbeTask;

/**
 * What a table without activations scores: how often training rows of the same kind (the same token, the same position) had
 * the concept.
 *
 * <p>The rate of a kind is smoothed as if one more row with the average rate had been seen, so a kind that no training row
 * has gets the average.
 *
 * @param reads what is looked up: {@link #TOKEN} or {@link #POSITION}
 * @param kinds how many different ones there are
 * @param auroc on the test rows
 */
public record LookupControl(String reads, int kinds, Interval auroc) {

    /** The token of a row. */
    public static final String TOKEN = "token";

    /** The place of a row in its input. */
    public static final String POSITION = "position";

    /**
     * Counts on the training rows and scores on the test rows.
     *
     * @param kinds [all rows], which rows are of one kind
     * @param level chance of the interval to cover, in (0, 1)
     */
    public static LookupControl of(String reads, ProbeTask task, Groups kinds, double level) {
        return new LookupControl(reads, kinds.count(), Auroc.deLong(scores(task, kinds), level));
    }

    /** Returns what the table says of the test rows: how often training rows of the same kind had the concept. */
    static HeldOutScores scores(ProbeTask task, Groups kinds) {
        double[] rates = rates(task, kinds);
        return task.scoreRows(row -> rates[kinds.of(row)]);
    }

    private static double[] rates(ProbeTask task, Groups kinds) {
        Concept concept = task.trainingConcept();
        double average = (double) concept.positives() / concept.samples();
        int[] rows = task.trainingRows();
        double[] positives = new double[kinds.count()];
        int[] seen = new int[kinds.count()];
        for (int i = 0; i < rows.length; i++) {
            seen[kinds.of(rows[i])]++;
            positives[kinds.of(rows[i])] += concept.in(i) ? 1 : 0;
        }
        double[] rates = new double[seen.length];
        for (int kind = 0; kind < rates.length; kind++) {
            rates[kind] = (positives[kind] + average) / (seen[kind] + 1);
        }
        return rates;
    }
}
