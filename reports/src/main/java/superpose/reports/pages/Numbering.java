package superpose.reports.pages;

/** Counts figures, tables and units through a page, so that the same page always has the same names in it. */
final class Numbering {

    private int figures;
    private int tables;
    private int units;

    int nextFigure() {
        return ++figures;
    }

    int nextTable() {
        return ++tables;
    }

    int nextUnit() {
        return ++units;
    }
}
