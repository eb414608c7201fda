package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;
import superpose.analysis.geometry.RandomOverlaps;
import superpose.data.Seed;

/**
 * Looks for the fewest dimensions from which features can be read that are stored along random directions.
 *
 * @param readOut how features are read
 * @param features m
 * @param active k, rising; the worst input takes them all in one search, others the first alone
 * @param seed which draw of directions
 * @param care how carefully a read-out is judged
 */
record DimensionSearch(ReadOut readOut, int features, List<Integer> active, int seed, Care care) {

    private static final double LEVEL = 0.95;

    /** Dimensions of the worst input's search rise by this ratio. */
    private static final double STEP = 1.03;

    private static final Seed ROOT = new Seed(0).child("computation in superposition");

    /** How a read-out is made and judged. */
    enum ReadOut {
        /** A product with the feature's direction; no input with k features on may mislead it, for the mean feature. */
        LINEAR_WORST("linear, worst input"),
        /** A product with the feature's direction, right for 95 % of random inputs with k features on. */
        LINEAR_RANDOM("linear, random inputs"),
        /** Orthogonal matching pursuit, right for 95 % of random inputs with k features on. */
        PURSUIT("matching pursuit, random inputs");

        private final String words;

        ReadOut(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /**
     * How carefully a read-out is judged.
     *
     * @param inputs random inputs that it is tried on
     * @param measured features whose worst input is found
     */
    record Care(int inputs, int measured) {}

    /**
     * The fewest dimensions that are enough.
     *
     * @param readOut how features are read
     * @param features m
     * @param active k
     * @param seed which draw of directions
     * @param hidden dimensions
     */
    record Need(ReadOut readOut, int features, int active, int seed, double hidden) {

        /** Returns ln(m/k), which the bounds hold as a factor. */
        double logarithm() {
            return Math.log((double) features / active);
        }

        /** Returns dimensions over ln(m/k). */
        double perLogarithm() {
            return hidden / logarithm();
        }
    }

    /** What a search finds, in a form that is written down. */
    record Needs(List<Need> all) {}

    /** Returns a name that tells searches of an experiment apart; it decides the directions. */
    String key() {
        String on = String.join("-", active.stream().map(String::valueOf).toList());
        return readOut.name().toLowerCase(Locale.ROOT) + "-m" + features + "-k" + on + "-seed" + seed;
    }

    /** Returns the fewest dimensions for each k that is looked at. */
    Needs needs() {
        if (readOut == ReadOut.LINEAR_WORST) {
            return new Needs(withoutMisleading());
        }
        int on = active.getFirst();
        ReadTrial trial = new ReadTrial(features, on, care.inputs(), ROOT.child(key()));
        int enough = fewest(on, hidden -> switch (readOut) {
            case PURSUIT -> trial.byPursuit(hidden) >= LEVEL;
            case LINEAR_RANDOM, LINEAR_WORST -> trial.byProduct(hidden) >= LEVEL;
        });
        return new Needs(List.of(need(on, enough)));
    }

    /** Adds dimensions until the worst input of the mean feature errs by less than allowed, for each k in turn. */
    private List<Need> withoutMisleading() {
        RandomOverlaps overlaps = RandomOverlaps.start(features, care.measured(), ROOT.child(key()));
        List<Need> needs = new ArrayList<>();
        int most = active.getLast();
        overlaps.growTo(4);
        double[] errors = overlaps.worstErrors(most);
        for (int on : active) {
            while (errors[on - 1] >= ReadTrial.ERROR) {
                overlaps.growTo(1 + (int) (overlaps.hidden() * STEP));
                errors = overlaps.worstErrors(most);
            }
            needs.add(need(on, overlaps.hidden()));
        }
        return needs;
    }

    private Need need(int on, double hidden) {
        return new Need(readOut, features, on, seed, hidden);
    }

    /** Halves the range of dimensions in which a read-out becomes good. */
    private static int fewest(int active, IntPredicate isEnough) {
        int enough = 2 * active;
        while (!isEnough.test(enough)) {
            enough *= 2;
        }
        int tooFew = enough / 2;
        while (enough - tooFew > 1) {
            int middle = (enough + tooFew) / 2;
            if (isEnough.test(middle)) {
                enough = middle;
            } else {
                tooFew = middle;
            }
        }
        return enough;
    }
}
