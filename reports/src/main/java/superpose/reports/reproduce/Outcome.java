package superpose.reports.reproduce;

import java.util.List;
import superpose.reports.claims.Claim;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Section;
import tech.tablesaw.api.Table;

/**
 * What came out of an experiment.
 *
 * @param summary the answer in a sentence, and the numbers to remember
 * @param sections figures with words, in reading order
 * @param claims every claim with its verdict
 * @param tables the numbers behind the figures, each under its own name
 */
public record Outcome(Summary summary, List<Section> sections, List<Claim> claims, List<Table> tables) {

    /**
     * The answer in short.
     *
     * @param answer one sentence
     * @param keyNumbers at most a handful
     */
    public record Summary(String answer, List<KeyNumber> keyNumbers) {}
}
