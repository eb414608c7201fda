package superpose.probes.linear;

/**
 * A score and the range in which it would fall on other samples like these.
 *
 * @param estimate the score on the samples at hand
 * @param low lower end of the range
 * @param high upper end of the range
 */
public record ScoreInterval(double estimate, double low, double high) {

    /** Checks that the range is one; the estimate may lie outside it. */
    public ScoreInterval {
        if (!(low <= high)) {
            throw new IllegalArgumentException("an interval needs low <= high: got " + low + " and " + high);
        }
    }

    /** Says whether the range holds a value. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
