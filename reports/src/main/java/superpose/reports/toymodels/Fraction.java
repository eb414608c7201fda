package superpose.reports.toymodels;

/**
 * A share of a dimension that features of one arrangement have: its dimensions over its corners.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "The Geometry of Superposition".
 */
enum Fraction {
    TETRAHEDRON(3, 4, "tetrahedron"),
    TRIANGLE(2, 3, "triangle"),
    PAIR(1, 2, "pair"),
    PENTAGON(2, 5, "pentagon"),
    ANTIPRISM(3, 8, "antiprism");

    private final int dimensions;
    private final int corners;
    private final String arrangement;

    Fraction(int dimensions, int corners, String arrangement) {
        this.dimensions = dimensions;
        this.corners = corners;
        this.arrangement = arrangement;
    }

    double value() {
        return (double) dimensions / corners;
    }

    /** Returns the fraction as it is written, such as {@code 1/2}. */
    String written() {
        return dimensions + "/" + corners;
    }

    /** Returns the fraction as part of a claim's name, such as {@code 12}. */
    String digits() {
        return dimensions + "" + corners;
    }

    /** Returns the fraction and the arrangement that has it, such as {@code 1/2 pair}. */
    String label() {
        return written() + " " + arrangement;
    }
}
