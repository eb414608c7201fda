package superpose.reports.experiments;

import java.util.List;
import java.util.Map;
import superpose.reports.claims.Claim;
import superpose.reports.pages.Page;
import tech.tablesaw.api.Table;

/**
 * What an experiment found.
 *
 * @param page the report
 * @param claims every claim with its verdict
 * @param tables the numbers behind the figures, each under its own name
 * @param notes facts for the run's record, such as how long each part took
 */
public record Findings(Page page, List<Claim> claims, List<Table> tables, Map<String, Object> notes) {}
