package superpose.reports.figures;

/** The two columns that hold the ends of an interval. */
record Interval(String low, String high) {}
