package superpose.analysis.detection;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Require;

/** How rows are drawn again with replacement: as a count for each row. */
interface Resampling {

    /** Returns how many rows there are to draw from. */
    int rows();

    /**
     * Draws once.
     *
     * @param counts [rows], how often each row was drawn. Modified.
     */
    void draw(RandomGenerator generator, int[] counts);

    /** Draws whole groups where there are some, else rows within each class. */
    static Resampling of(HeldOutScores scores) {
        return scores.groups().areSingle() ? new WithinClasses(scores.truth()) : wholeGroups(scores.groups());
    }

    /** Draws whole groups, which are single rows where there are none. */
    static Resampling wholeGroups(Groups groups) {
        Require.that(groups.count() >= 2, "at least 2 groups to draw from", groups.count(), "test on more texts");
        return new WholeGroups(groups);
    }

    /**
     * Draws groups.
     *
     * @param groups at least 2
     */
    record WholeGroups(Groups groups) implements Resampling {

        @Override
        public int rows() {
            return groups.samples();
        }

        @Override
        public void draw(RandomGenerator generator, int[] counts) {
            int[] drawn = new int[groups.count()];
            for (int i = 0; i < drawn.length; i++) {
                drawn[generator.nextInt(drawn.length)]++;
            }
            for (int row = 0; row < counts.length; row++) {
                counts[row] = drawn[groups.of(row)];
            }
        }
    }

    /** Draws as many rows of each class as there are. */
    final class WithinClasses implements Resampling {

        private final int[] positive;
        private final int[] negative;

        WithinClasses(Concept concept) {
            positive = IntStream.range(0, concept.samples()).filter(concept::in).toArray();
            negative = IntStream.range(0, concept.samples())
                    .filter(row -> !concept.in(row))
                    .toArray();
        }

        @Override
        public int rows() {
            return positive.length + negative.length;
        }

        @Override
        public void draw(RandomGenerator generator, int[] counts) {
            Arrays.fill(counts, 0);
            draw(positive, generator, counts);
            draw(negative, generator, counts);
        }

        private static void draw(int[] rows, RandomGenerator generator, int[] counts) {
            for (int i = 0; i < rows.length; i++) {
                counts[rows[generator.nextInt(rows.length)]]++;
            }
        }
    }
}
