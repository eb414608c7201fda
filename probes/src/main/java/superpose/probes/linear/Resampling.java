package superpose.probes.linear;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import superpose.data.Require;

/** How rows are drawn again with replacement: as a count for each row. */
@FunctionalInterface
interface Resampling {

    /**
     * Draws once.
     *
     * @param counts [rows], how often each row was drawn. Modified.
     */
    void draw(RandomGenerator generator, int[] counts);

    /** Draws whole groups where there are some, else rows within each class. */
    static Resampling of(Concept concept, RowGroups groups) {
        Require.same(concept.samples(), groups.rows(), "rows in the groups");
        return groups.isTrivial() ? withinClasses(concept) : wholeGroups(groups);
    }

    /** Draws whole groups, which are single rows where there are none. */
    static Resampling wholeGroups(RowGroups groups) {
        Require.that(groups.groups() >= 2, "at least 2 groups to draw from", groups.groups(), "test on more texts");
        int[] drawn = new int[groups.groups()];
        return (generator, counts) -> {
            Arrays.fill(drawn, 0);
            for (int i = 0; i < drawn.length; i++) {
                drawn[generator.nextInt(drawn.length)]++;
            }
            for (int row = 0; row < counts.length; row++) {
                counts[row] = drawn[groups.of(row)];
            }
        };
    }

    private static Resampling withinClasses(Concept concept) {
        int[] positive =
                IntStream.range(0, concept.samples()).filter(concept::in).toArray();
        int[] negative = IntStream.range(0, concept.samples())
                .filter(row -> !concept.in(row))
                .toArray();
        return (generator, counts) -> {
            Arrays.fill(counts, 0);
            for (int[] rows : new int[][] {positive, negative}) {
                for (int i = 0; i < rows.length; i++) {
                    counts[rows[generator.nextInt(rows.length)]]++;
                }
            }
        };
    }
}
