package superpose.reports.toymodels;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import superpose.data.Density;
import superpose.data.Occurrence;
import superpose.data.SparseFeatures;

/** The worlds of {@link CorrelatedFeatures}, each at several densities. */
enum CorrelatedWorld {
    /** Two pairs whose members occur together. */
    PAIRS(new Sets(Occurrence.CORRELATED, 2, 2, 2), falling(0.05, 0.0025, 5)),
    /** Two pairs whose members exclude each other. */
    EXCLUSIVE_PAIRS(new Sets(Occurrence.ANTICORRELATED, 2, 2, 2), falling(Math.sqrt(0.1), 0.1, 5)),
    /** A control: pairs by name only. */
    NO_PAIRS(new Sets(Occurrence.INDEPENDENT, 2, 2, 2), falling(0.05, 0.0025, 5)),
    /** Three pairs whose members occur together, rarely. */
    THREE_PAIRS(new Sets(Occurrence.CORRELATED, 3, 2, 2), falling(0.1, 0.01, 5)),
    /** Three pairs from rare to frequent. */
    COLLAPSING_PAIRS(
            new Sets(Occurrence.CORRELATED, 3, 2, 2),
            List.of(0.02, 0.05, 0.1, 0.125, 0.15, 0.175, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7)),
    /** Two larger sets whose members occur together. */
    BUNDLES(new Sets(Occurrence.CORRELATED, 2, 10, 10), falling(0.1, 0.01, 3)),
    /** A control: larger sets by name only. */
    NO_BUNDLES(new Sets(Occurrence.INDEPENDENT, 2, 10, 10), falling(0.1, 0.01, 3));

    private final Sets sets;
    private final List<Double> densities;

    CorrelatedWorld(Sets sets, List<Double> densities) {
        this.sets = sets;
        this.densities = densities;
    }

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

    Sets sets() {
        return sets;
    }

    List<Double> densities() {
        return densities;
    }

    /** Tells whether features have no place in two dimensions to be drawn in. */
    boolean isLarge() {
        return sets.hidden() > 2;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
