package superpose.analysis.statistics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import superpose.data.Require;

/**
 * P-values adjusted for many tests, so that calling everything below q a discovery keeps the expected share of false ones at
 * or below q; for independent or positively dependent tests.
 *
 * <p>Source: Benjamini and Hochberg (1995), "Controlling the false discovery rate".
 */
public final class BenjaminiHochberg {

    private final double[] adjusted;

    private BenjaminiHochberg(double[] adjusted) {
        this.adjusted = adjusted;
    }

    /**
     * Adjusts p-values.
     *
     * @param pValues one for each test, in [0, 1]; not modified
     */
    public static BenjaminiHochberg of(double... pValues) {
        for (double p : pValues) {
            Require.that(p >= 0 && p <= 1, "p-values in [0, 1]", p, "check the tests");
        }
        int[] descending = IntStream.range(0, pValues.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer test) -> pValues[test])
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[pValues.length];
        double least = 1;
        for (int position = 0; position < descending.length; position++) {
            int rank = descending.length - position;
            least = Math.min(least, pValues[descending[position]] * descending.length / rank);
            adjusted[descending[position]] = least;
        }
        return new BenjaminiHochberg(adjusted);
    }

    /** Returns the adjusted p-value of a test, in [0, 1]. */
    public double adjusted(int test) {
        return adjusted[test];
    }

    /** Returns a copy of all adjusted p-values, in the order of the tests. */
    public double[] toArray() {
        return adjusted.clone();
    }

    /** Tells whether a test is a discovery at a false discovery rate. */
    public boolean isDiscovery(int test, double rate) {
        return adjusted[test] <= rate;
    }

    /** Returns the number of discoveries at a false discovery rate. */
    public int discoveries(double rate) {
        return (int) Arrays.stream(adjusted).filter(p -> p <= rate).count();
    }
}
