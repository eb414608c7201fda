package superpose.reports.probe;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import superpose.reports.probing.ClassCounts;
import superpose.reports.probing.ConceptFindings;

/**
 * How many rows the comparisons of a probe rest on.
 *
 * @param training that were fitted to, validation rows included
 * @param test that were scored
 */
record ComparisonRows(int training, int test) {

    /** Returns the rows of the sample, or of the probe itself where there is none. */
    static ComparisonRows of(ConceptFindings one) {
        ConceptFindings.Sampled sampled = one.sampled();
        return of(sampled == null ? one.where().rows() : sampled.rows());
    }

    private static ComparisonRows of(ClassCounts rows) {
        return new ComparisonRows(
                rows.trainingPositives() + rows.trainingNegatives(), rows.testPositives() + rows.testNegatives());
    }

    private int all() {
        return training + test;
    }

    /** Tells whether any comparison is on a sample. */
    static boolean areSampled(List<ConceptFindings> findings) {
        return findings.stream().anyMatch(one -> one.sampled() != null);
    }

    /** Says on how many of how many rows comparisons are, as in "49,990 of 861,440 rows"; nothing where all are on all rows. */
    static Optional<String> words(List<ConceptFindings> findings) {
        return findings.stream()
                .filter(one -> one.sampled() != null)
                .map(one -> words(of(one).all(), of(one.where().rows()).all()))
                .distinct()
                .reduce((one, other) -> one + " or " + other);
    }

    /** Says how many of how many rows. */
    static String words(int some, int all) {
        return String.format(Locale.ROOT, "%,d of %,d rows", some, all);
    }
}
