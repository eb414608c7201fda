package superpose.reports.toymodels;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import superpose.data.Density;
import superpose.data.Matrix;
import superpose.data.Occurrence;
import superpose.data.SparseFeatures;

/**
 * A world of {@link CorrelatedFeatures}, at several densities.
 *
 * @param key name in tables and of trainings
 * @param sets features in sets, and the room that there is for them
 * @param densities chances that a set is on
 */
record CorrelatedWorld(String key, Sets sets, List<Double> densities) {

    /** Two pairs whose members occur together. */
    static final CorrelatedWorld PAIRS =
            new CorrelatedWorld("pairs", new Sets(Occurrence.CORRELATED, 2, 2, 2), falling(0.05, 0.0025, 5));

    /** Two pairs whose members exclude each other. */
    static final CorrelatedWorld EXCLUSIVE_PAIRS = new CorrelatedWorld(
            "exclusive-pairs", new Sets(Occurrence.ANTICORRELATED, 2, 2, 2), falling(Math.sqrt(0.1), 0.1, 5));

    /** A control: pairs by name only. */
    static final CorrelatedWorld NO_PAIRS =
            new CorrelatedWorld("no-pairs", new Sets(Occurrence.INDEPENDENT, 2, 2, 2), falling(0.05, 0.0025, 5));

    /** Three pairs whose members occur together, rarely. */
    static final CorrelatedWorld THREE_PAIRS =
            new CorrelatedWorld("three-pairs", new Sets(Occurrence.CORRELATED, 3, 2, 2), falling(0.1, 0.01, 5));

    /** Three pairs from rare to frequent. */
    static final CorrelatedWorld COLLAPSING_PAIRS = new CorrelatedWorld(
            "collapsing-pairs",
            new Sets(Occurrence.CORRELATED, 3, 2, 2),
            List.of(0.02, 0.05, 0.1, 0.125, 0.15, 0.175, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7));

    /** Two larger sets whose members occur together. */
    static final CorrelatedWorld BUNDLES =
            new CorrelatedWorld("bundles", new Sets(Occurrence.CORRELATED, 2, 10, 10), falling(0.1, 0.01, 3));

    /** A control: larger sets by name only. */
    static final CorrelatedWorld NO_BUNDLES =
            new CorrelatedWorld("no-bundles", new Sets(Occurrence.INDEPENDENT, 2, 10, 10), falling(0.1, 0.01, 3));

    /** All of them. */
    static final List<CorrelatedWorld> ALL =
            List.of(PAIRS, EXCLUSIVE_PAIRS, NO_PAIRS, THREE_PAIRS, COLLAPSING_PAIRS, BUNDLES, NO_BUNDLES);

    /** Those of which it is judged how many models are arranged in some way. */
    static final List<CorrelatedWorld> WITH_SHARES = List.of(PAIRS, EXCLUSIVE_PAIRS, NO_PAIRS, THREE_PAIRS);

    /**
     * Features in sets, and the room that there is for them.
     *
     * @param occurrence how the members of a set occur
     * @param count sets
     * @param size features in each
     * @param hidden hidden units
     */
    record Sets(Occurrence occurrence, int count, int size, int hidden) {

        /** Returns a world in which a set, or an independent feature, is on with a chance. */
        SparseFeatures world(double density) {
            return SparseFeatures.ofSets(occurrence, count, size, new Density(density));
        }

        /**
         * Returns samples and the same samples with the sets in other places, as often as there are sets, [samples * sets,
         * features].
         *
         * <p>On plain samples one set is a little easier than another by chance, and of arrangements that treat sets unequally
         * the lucky one would win.
         */
        Matrix inEveryPlace(Matrix samples) {
            float[] values = new float[count * samples.rows() * samples.columns()];
            for (int turn = 0; turn < count; turn++) {
                int shift = turn * size;
                int[] order = IntStream.range(0, samples.columns())
                        .map(feature -> (feature + shift) % samples.columns())
                        .toArray();
                float[] turned = samples.selectColumns(order).toArray();
                System.arraycopy(turned, 0, values, turn * turned.length, turned.length);
            }
            return Matrix.of(count * samples.rows(), samples.columns(), values);
        }

        String words() {
            return count + " " + occurrence.name().toLowerCase(Locale.ROOT) + " sets of " + size + " in " + hidden
                    + " hidden units";
        }
    }

    private static List<Double> falling(double highest, double lowest, int count) {
        return IntStream.range(0, count)
                .mapToObj(k -> highest * Math.pow(lowest / highest, k / (count - 1.0)))
                .toList();
    }

    /** Tells whether directions have more than the two dimensions that can be drawn. */
    boolean isLarge() {
        return sets.hidden() > 2;
    }
}
