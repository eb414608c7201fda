package superpose.reports.figures;

/** How the values of a column are laid out along an axis. */
public enum Scale {
    /** Equal steps add the same amount. */
    LINEAR,

    /** Equal steps double; the ticks are the values that occur, such as 2, 4, 8. */
    LOG2,

    /** Equal steps multiply by ten. */
    LOG10,

    /** One place for each text that occurs, in order of appearance. */
    CATEGORY
}
