package superpose.reports.claims;

import java.util.List;
import superpose.analysis.statistics.Interval;
import superpose.reports.ledger.Request;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The rows of {@code claims.csv}. */
public final class ClaimsTable {

    private ClaimsTable() {}

    /**
     * Makes one row per claim.
     *
     * @param request the run that judged the claims
     * @param claims in the order in which they are written
     */
    public static Table of(Request request, List<Claim> claims) {
        Table table = Table.create("claims");
        StringColumn experiment = StringColumn.create("experiment");
        StringColumn id = StringColumn.create("claim_id");
        StringColumn sentence = StringColumn.create("claim");
        StringColumn source = StringColumn.create("source");
        DoubleColumn measured = DoubleColumn.create("measured");
        DoubleColumn low = DoubleColumn.create("ci_low");
        DoubleColumn high = DoubleColumn.create("ci_high");
        StringColumn expected = StringColumn.create("expected");
        StringColumn verdict = StringColumn.create("verdict");
        StringColumn preset = StringColumn.create("preset");
        StringColumn seeds = StringColumn.create("seeds");
        for (Claim claim : claims) {
            experiment.append(request.experiment());
            id.append(claim.statement().id());
            sentence.append(claim.statement().sentence());
            source.append(claim.statement().source());
            measured.append(claim.measured().map(Interval::estimate).orElse(null));
            low.append(claim.measured().map(Interval::low).orElse(null));
            high.append(claim.measured().map(Interval::high).orElse(null));
            expected.append(claim.expected().words());
            verdict.append(claim.verdict().words());
            preset.append(request.preset());
            seeds.append(String.valueOf(request.settings().getOrDefault("seeds", "")));
        }
        return table.addColumns(
                experiment, id, sentence, source, measured, low, high, expected, verdict, preset, seeds);
    }
}
