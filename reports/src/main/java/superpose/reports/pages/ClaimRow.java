package superpose.reports.pages;

import superpose.reports.claims.Verdict;

/**
 * A claim as the page shows it.
 *
 * @param id short name, unique in a study
 * @param sentence what is claimed
 * @param source who claimed it where
 * @param measured what came out, with its interval
 * @param expected what would reproduce the claim
 * @param verdict what the run says about it
 */
public record ClaimRow(String id, String sentence, String source, String measured, String expected, Verdict verdict) {}
