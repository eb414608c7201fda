package superpose.analysis.statistics;

/** The forms of curve that {@link ModelChoice} compares, from fewest parameters to most. */
public enum CurveForm {
    /** A power law. */
    POWER(2),
    /** A power law above a floor that no size gets below. */
    POWER_WITH_FLOOR(3),
    /** Nothing happens up to a size, then a power law: a hockey stick. */
    FLAT_THEN_POWER(3),
    /** Two power laws that meet at a break. */
    SEGMENTED(4),
    /** One step between two levels, S-shaped in ln size. */
    LOGISTIC(4);

    private final int parameters;

    CurveForm(int parameters) {
        this.parameters = parameters;
    }

    /** Returns how many numbers are fitted. */
    public int parameters() {
        return parameters;
    }
}
