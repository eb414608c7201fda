package superpose.reports.claims;

/**
 * The words of a claim.
 *
 * @param id short name, unique in its experiment, such as {@code quality-rises-with-dimensionality}
 * @param sentence what is claimed, in one sentence
 * @param source who says so: paper and section, or "control" for a check of the method itself
 */
public record Statement(String id, String sentence, String source) {}
