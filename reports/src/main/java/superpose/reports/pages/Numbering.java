package superpose.reports.pages;

/** Counts figures and tables through a page, so that the same page always has the same names in it. */
final class Numbering {

    private int figures;
    private int tables;

    int nextFigure() {
        return ++figures;
    }

    int nextTable() {
        return ++tables;
    }
}
