package superpose.reports.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import superpose.analysis.units.UnitScores;
import superpose.data.Seed;
import superpose.data.io.RowIndex;

/** Chooses the examples of one unit while its scores pass by. */
final class ExampleCollector {

    /** Draws from bands; the same rows for the same file, whatever else is computed. */
    private static final Seed DRAWS = new Seed(0).child("examples");

    private final RowIndex index;
    private final ExamplePlan plan;
    private final double[] edges;
    private final KeptRows strongest;
    private final KeptRows near;
    private final List<KeptRows> bands;
    private final long[] rowsInBand;
    private long finite;

    /**
     * Starts.
     *
     * @param edges of the bands, ascending
     */
    ExampleCollector(RowIndex index, ExamplePlan plan, double[] edges) {
        this.index = index;
        this.plan = plan;
        this.edges = edges;
        strongest = new KeptRows(plan.top());
        near = new KeptRows(plan.near().count());
        // Some of them may turn out to be among the strongest, and are not shown twice.
        int candidates = plan.bands().each() == 0 ? 0 : plan.bands().each() + plan.top();
        bands = IntStream.range(0, edges.length - 1)
                .mapToObj(band -> new KeptRows(candidates))
                .toList();
        rowsInBand = new long[bands.size()];
    }

    void offer(int row, double given) {
        if (!Double.isFinite(given)) {
            return;
        }
        // Adding 0 turns -0 into +0, which it equals but is sorted below.
        double score = given + 0.0;
        finite++;
        long input = index.input(row);
        strongest.offer(input, row, score);
        near.offer(input, row, -Math.abs(score - plan.near().threshold()));
        int band = BandEdges.band(edges, score);
        if (band >= 0) {
            rowsInBand[band]++;
            // A double holds 53 bits exactly.
            bands.get(band).offer(input, row, (double) (DRAWS.child(row).value() >>> 11));
        }
    }

    /** Returns the groups that have examples: the strongest, those near the threshold, and the bands from the top down. */
    List<ExampleGroup> groups(UnitScores scores, int unit) {
        List<ExampleGroup> groups = new ArrayList<>();
        List<Integer> top = strongest.rows();
        add(groups, new ExampleGroup.Reason.Strongest(), top, scores, unit);
        add(groups, new ExampleGroup.Reason.NearThreshold(plan.near().threshold()), near.rows(), scores, unit);
        for (int band = bands.size() - 1; band >= 0; band--) {
            List<Integer> drawn = bands.get(band).rows().stream()
                    .filter(row -> !top.contains(row))
                    .limit(plan.bands().each())
                    .toList();
            double share = finite == 0 ? 0 : (double) rowsInBand[band] / finite;
            add(groups, new ExampleGroup.Reason.Band(edges[band], edges[band + 1], share), drawn, scores, unit);
        }
        return groups;
    }

    private void add(
            List<ExampleGroup> groups, ExampleGroup.Reason reason, List<Integer> rows, UnitScores scores, int unit) {
        if (!rows.isEmpty()) {
            List<Example> examples = rows.stream()
                    .map(row -> example(row, scores, unit))
                    .sorted(Comparator.comparingDouble(
                                    (Example example) -> -example.at().score())
                            .thenComparingInt(example -> example.at().row()))
                    .toList();
            groups.add(new ExampleGroup(reason, examples));
        }
    }

    private Example example(int row, UnitScores scores, int unit) {
        int from = row;
        while (from > 0 && row - from < plan.reach() && index.input(from - 1) == index.input(row)) {
            from--;
        }
        int to = row;
        while (to < index.rows() - 1 && to - row < plan.reach() && index.input(to + 1) == index.input(row)) {
            to++;
        }
        List<ScoredRow> window = IntStream.rangeClosed(from, to)
                .mapToObj(at -> new ScoredRow(at, scores.score(at, unit)))
                .toList();
        return new Example(window.get(row - from), window);
    }
}
