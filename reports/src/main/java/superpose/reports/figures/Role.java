package superpose.reports.figures;

/** Names the part a colour plays; the page's style sheet says which colour that is in light, in dark and on paper. */
final class Role {

    /** How many series can be told apart. */
    static final int SERIES = 8;

    /** The colour of words and reference lines. */
    static final String QUIET = "@quiet";

    /** The colour of axes and their ticks. */
    static final String AXIS = "@axis";

    /** The colour of the page itself. */
    static final String PAGE = "@page";

    /** Little to much. */
    static final String SEQUENTIAL = "@sequential";

    /** Little to much, for points: even the least stands out from the page. */
    static final String ORDINAL = "@ordinal";

    /** The colour of an area where there is nothing to see. */
    static final String NOTHING = "@grid";

    /** Below, at and above a midpoint. */
    static final String DIVERGING = "@diverging";

    /** The colour of error bars. */
    static final String TEXT = "@text";

    private Role() {}

    /** Returns the colour at a share, 0 to 1, of the way from little to much, for points and lines. */
    static String ordinal(double share) {
        return ORDINAL + ":" + share;
    }

    /** Returns the colour of a series. */
    static String series(int index) {
        return "@series-" + index % SERIES;
    }

    /** Returns a veil of the series' colour, through which lines can be seen. */
    static String band(int index) {
        return "@band-" + index % SERIES;
    }

    /** Returns a lighter tone of the series' colour, on which an error bar can be seen. */
    static String fill(int index) {
        return "@fill-" + index % SERIES;
    }
}
