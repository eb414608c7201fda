package superpose.data;

/** The one place where values that come from outside are checked; each check throws {@link BadInputException}. */
public final class Require {

    private Require() {}

    /**
     * Checks any condition.
     *
     * @param holds the condition
     * @param expected what would have been right
     * @param came what was there instead
     * @param remedy what to do about it
     */
    public static void that(boolean holds, String expected, Object came, String remedy) {
        if (!holds) {
            throw new BadInputException(expected, came, remedy);
        }
    }

    /**
     * Checks that a count is at least one.
     *
     * @return the count
     */
    public static int positive(int count, String name) {
        that(count >= 1, name + " of at least 1", count, "give a positive whole number");
        return count;
    }

    /**
     * Checks that a number is finite and above zero.
     *
     * @return the number
     */
    public static double positive(double number, String name) {
        that(number > 0 && number < Double.POSITIVE_INFINITY, name + " above 0", number, "give a positive number");
        return number;
    }

    /**
     * Checks that a number is finite and not below zero.
     *
     * @return the number
     */
    public static double notNegative(double number, String name) {
        that(number >= 0 && number < Double.POSITIVE_INFINITY, name + " of at least 0", number, "give 0 or more");
        return number;
    }

    /**
     * Checks that an index lies in {@code [0, count)}.
     *
     * @return the index
     */
    public static int index(int index, int count, String name) {
        // Asked for every value that is read from a matrix, so the message is made only where it is needed.
        if (index < 0 || index >= count) {
            throw new BadInputException(name + " in [0, " + count + ")", index, "count from 0");
        }
        return index;
    }

    /** Checks that two counts that belong together are equal. */
    public static void same(long expected, long came, String what) {
        that(came == expected, expected + " " + what, came, "give one for each");
    }
}
