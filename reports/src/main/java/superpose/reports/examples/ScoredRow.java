package superpose.reports.examples;

/**
 * A row and what a unit says about it.
 *
 * @param row its number
 * @param score of the unit; may be NaN in the surroundings of an example
 */
public record ScoredRow(int row, double score) {}
