package superpose.reports.examples;

import java.util.List;

/**
 * Examples that were chosen for the same reason, the highest score first; of those that a unit wrongly denies the lowest.
 *
 * @param reason why
 * @param examples at least one
 */
public record ExampleGroup(Reason reason, List<Example> examples) {

    /** Copies the list. */
    public ExampleGroup {
        examples = List.copyOf(examples);
    }

    /** Returns the group with its first examples only. */
    public ExampleGroup first(int count) {
        return new ExampleGroup(reason, examples.subList(0, Math.min(count, examples.size())));
    }

    /** Returns the group without its first examples. */
    public ExampleGroup after(int count) {
        return new ExampleGroup(reason, examples.subList(Math.min(count, examples.size()), examples.size()));
    }

    /** Why examples are shown. */
    public sealed interface Reason {

        /** They score highest. */
        record Strongest() implements Reason {}

        /**
         * They were drawn from a band of scores.
         *
         * @param from lower end; belongs to the band
         * @param to upper end; belongs to the last band only
         * @param share of the rows with a finite score that lie in it, in [0, 1]
         */
        record Band(double from, double to, double share) implements Reason {}

        /**
         * They are closest to a threshold.
         *
         * @param threshold the score on the edge between yes and no
         */
        record NearThreshold(double threshold) implements Reason {}

        /**
         * They score highest of those without the label, and above the threshold.
         *
         * @param threshold the score on the edge between yes and no
         */
        record WrongYes(double threshold) implements Reason {}

        /**
         * They score lowest of those with the label, and not above the threshold.
         *
         * @param threshold the score on the edge between yes and no
         */
        record WrongNo(double threshold) implements Reason {}
    }
}
