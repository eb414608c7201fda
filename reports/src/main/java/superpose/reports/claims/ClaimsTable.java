package superpose.reports.claims;

import java.util.List;
import superpose.analysis.statistics.Interval;
import superpose.reports.ledger.Request;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The rows of {@code claims.csv}. */
public final class ClaimsTable {

    private final StringColumn experiment = StringColumn.create("experiment");
    private final StringColumn id = StringColumn.create("claim_id");
    private final StringColumn sentence = StringColumn.create("claim");
    private final StringColumn source = StringColumn.create("source");
    private final DoubleColumn measured = DoubleColumn.create("measured");
    private final DoubleColumn low = DoubleColumn.create("ci_low");
    private final DoubleColumn high = DoubleColumn.create("ci_high");
    private final StringColumn expected = StringColumn.create("expected");
    private final StringColumn verdict = StringColumn.create("verdict");
    private final StringColumn preset = StringColumn.create("preset");
    private final StringColumn seeds = StringColumn.create("seeds");

    /**
     * Adds one row per claim.
     *
     * @param request the run that judged the claims
     * @param claims in the order in which they are written
     */
    public ClaimsTable add(Request request, List<Claim> claims) {
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
        return this;
    }

    /** Returns the table. */
    public Table table() {
        return Table.create(
                "claims", experiment, id, sentence, source, measured, low, high, expected, verdict, preset, seeds);
    }
}
