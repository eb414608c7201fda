package superpose.reports.examples;

import java.util.List;
import java.util.stream.IntStream;
import superpose.analysis.units.UnitActivity;
import superpose.analysis.units.UnitScores;
import superpose.data.Require;

/**
 * Finds the examples of units in one pass over the rows; only the rows kept so far are held. The same scores give the same
 * examples.
 */
public final class ExampleSearch implements UnitScores.RowVisitor {

    private final UnitScores scores;
    private final List<ExampleCollector> collectors;

    private ExampleSearch(UnitScores scores, List<ExampleCollector> collectors) {
        this.scores = scores;
        this.collectors = collectors;
    }

    /**
     * Prepares a search; it has to see all rows, in order, before it can answer.
     *
     * @param activity [units], of the same scores
     * @param rows where each row stands, and the label of each unit
     */
    public static ExampleSearch of(UnitScores scores, List<UnitActivity> activity, KnownRows rows, ExamplePlan plan) {
        Require.same(scores.rows(), rows.index().rows(), "rows of known inputs");
        Require.same(scores.units(), activity.size(), "units measured");
        Require.same(scores.units(), rows.labels().size(), "units with a label or none");
        UnitActivity.Range[] ranges = activity.stream().map(UnitActivity::range).toArray(UnitActivity.Range[]::new);
        int bands = plan.bands().count();
        double[][] edges = switch (plan.bands().width()) {
            case EQUAL_SCORES ->
                IntStream.range(0, ranges.length)
                        .mapToObj(unit -> BandEdges.equalScores(ranges[unit], bands))
                        .toArray(double[][]::new);
            case EQUAL_ROWS -> BandEdges.equalRows(scores, ranges, bands);
        };
        return new ExampleSearch(
                scores,
                IntStream.range(0, ranges.length)
                        .mapToObj(unit ->
                                new ExampleCollector(rows.index(), rows.labels().get(unit), plan, edges[unit]))
                        .toList());
    }

    /** Searches all rows of one unit or more and returns the groups of each, [units]. */
    public static List<List<ExampleGroup>> run(
            UnitScores scores, List<UnitActivity> activity, KnownRows rows, ExamplePlan plan) {
        ExampleSearch search = of(scores, activity, rows, plan);
        scores.forEachRow(search);
        return IntStream.range(0, scores.units()).mapToObj(search::groups).toList();
    }

    @Override
    public void visit(int row, double[] values) {
        for (int unit = 0; unit < values.length; unit++) {
            collectors.get(unit).offer(row, values[unit]);
        }
    }

    /** Returns the groups of a unit that have examples: the strongest, the wrong ones, those near the threshold, the bands from above. */
    public List<ExampleGroup> groups(int unit) {
        return collectors.get(unit).groups(scores, unit);
    }
}
