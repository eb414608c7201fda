package superpose.reports.experiments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import superpose.reports.claims.Claim;
import superpose.reports.pages.Page;
import tech.tablesaw.api.Table;

/**
 * What an experiment found.
 *
 * @param page the report
 * @param claims every claim with its verdict
 * @param numbers what the figures are drawn from
 * @param notes facts for the run's record, such as how long each part took
 */
public record Findings(Page page, List<Claim> claims, Numbers numbers, Map<String, Object> notes) {

    /**
     * The numbers that a run writes beside its report.
     *
     * @param tables the numbers behind the figures, each under its own name
     * @param files text files in a form of their own, such as {@code bench.json}, by name
     * @param claims the rows of {@code claims.csv} where they are of several experiments; empty where all are of this one
     */
    public record Numbers(List<Table> tables, Map<String, String> files, Optional<Table> claims) {

        /** Numbers of a single experiment. */
        public Numbers(List<Table> tables, Map<String, String> files) {
            this(tables, files, Optional.empty());
        }
    }

    /** Findings whose numbers are all in tables. */
    public Findings(Page page, List<Claim> claims, List<Table> tables, Map<String, Object> notes) {
        this(page, claims, new Numbers(tables, Map.of()), notes);
    }

    /** Returns the numbers behind the figures. */
    public List<Table> tables() {
        return numbers.tables();
    }
}
