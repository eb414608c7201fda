package superpose.data;

/**
 * Where the values of features that are on lie, uniformly.
 *
 * @param lowest 0, or minus the highest in a signed world
 * @param highest above 0
 */
record ValueRange(double lowest, double highest) {

    /** Values on [0, 1]. */
    static final ValueRange UNIT = new ValueRange(0, 1);

    /** Returns the range that has the same values on the other side of zero too. */
    ValueRange signed() {
        return new ValueRange(-highest, highest);
    }

    /** Returns the range with the same signs and another end. */
    ValueRange upTo(double amplitude) {
        return new ValueRange(lowest < 0 ? -amplitude : 0, amplitude);
    }

    double width() {
        return highest - lowest;
    }
}
