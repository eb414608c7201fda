package superpose.analysis.statistics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import superpose.data.Require;

/**
 * Finds where a curve of positive values rests: stretches in which its greatest value is at most {@code 1 + spread} times its
 * least. From left to right each stretch is made as long as it can be, and short ones do not count.
 *
 * @param spread relative difference that a plateau may have, above 0
 * @param shortest fewest times of a plateau, at least 2
 */
public record Plateaus(double spread, int shortest) {

    /** Checks spread and length. */
    public Plateaus {
        Require.positive(spread, "a spread");
        Require.that(shortest >= 2, "a plateau of at least 2 times", shortest, "a single value always rests");
    }

    /**
     * A stretch in which the curve rests.
     *
     * @param start its first time
     * @param end its last time
     * @param level median of its values
     */
    public record Plateau(int start, int end, double level) {}

    /**
     * Returns the plateaus in order.
     *
     * @param curve positive values; not modified
     */
    public List<Plateau> in(double[] curve) {
        List<Plateau> plateaus = new ArrayList<>();
        int start = 0;
        while (start < curve.length) {
            int end = end(curve, start);
            if (end - start >= shortest) {
                double level =
                        Quantiles.of(Arrays.copyOfRange(curve, start, end)).median();
                plateaus.add(new Plateau(start, end - 1, level));
                start = end;
            } else {
                start++;
            }
        }
        return List.copyOf(plateaus);
    }

    /** Returns the time after the longest stretch from a start. */
    private int end(double[] curve, int start) {
        double least = Require.positive(curve[start], "a value of the curve");
        double greatest = least;
        int end = start + 1;
        while (end < curve.length) {
            least = Math.min(least, curve[end]);
            greatest = Math.max(greatest, curve[end]);
            if (greatest > (1 + spread) * least) {
                return end;
            }
            end++;
        }
        return end;
    }
}
