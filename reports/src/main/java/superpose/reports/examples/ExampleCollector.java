package superpose.reports.examples;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import superpose.analysis.units.UnitScores;
import superpose.data.Seed;
import superpose.data.io.RowIndex;
import superpose.reports.examples.ExampleGroup.Reason;

/** Chooses the examples of one unit while its scores pass by. */
final class ExampleCollector {

    /** Draws from bands; the same rows for the same file, whatever else is computed. */
    private static final Seed DRAWS = new Seed(0).child("examples");

    private static final Comparator<Example> HIGHEST_FIRST = Comparator.comparingDouble(
                    (Example example) -> -example.at().score())
            .thenComparingInt(example -> example.at().row());
    private static final Comparator<Example> LOWEST_FIRST = Comparator.comparingDouble(
                    (Example example) -> example.at().score())
            .thenComparingInt(example -> example.at().row());

    private final RowIndex index;
    private final Optional<RowLabels> labels;
    private final ExamplePlan plan;
    private final double[] edges;
    private final KeptRows strongest;
    private final KeptRows near;
    private final KeptRows wrongYes;
    private final KeptRows wrongNo;
    private final List<KeptRows> bands;
    private final long[] rowsInBand;
    private long finite;

    /**
     * Starts.
     *
     * @param edges of the bands, ascending
     */
    ExampleCollector(RowIndex index, Optional<RowLabels> labels, ExamplePlan plan, double[] edges) {
        this.index = index;
        this.labels = labels;
        this.plan = plan;
        this.edges = edges;
        strongest = new KeptRows(plan.top());
        near = new KeptRows(plan.doubts().near());
        wrongYes = new KeptRows(plan.doubts().wrong());
        wrongNo = new KeptRows(plan.doubts().wrong());
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
        double threshold = plan.doubts().threshold();
        near.offer(input, row, -Math.abs(score - threshold));
        if (labels.isPresent() && labels.get().knows(row) && labels.get().has(row) != score > threshold) {
            (score > threshold ? wrongYes : wrongNo).offer(input, row, Math.abs(score - threshold));
        }
        int band = BandEdges.band(edges, score);
        if (band >= 0) {
            rowsInBand[band]++;
            // A double holds 53 bits exactly.
            bands.get(band).offer(input, row, (double) (DRAWS.child(row).value() >>> 11));
        }
    }

    /** Returns the groups that have examples: the strongest, the wrong ones, those near the threshold, the bands from above. */
    List<ExampleGroup> groups(UnitScores scores, int unit) {
        List<ExampleGroup> groups = new ArrayList<>();
        List<Integer> top = strongest.rows();
        add(groups, new Reason.Strongest(), top, scores, unit);
        double threshold = plan.doubts().threshold();
        add(groups, new Reason.WrongYes(threshold), wrongYes.rows(), scores, unit);
        add(groups, new Reason.WrongNo(threshold), wrongNo.rows(), scores, unit);
        add(groups, new Reason.NearThreshold(threshold), near.rows(), scores, unit);
        for (int band = bands.size() - 1; band >= 0; band--) {
            List<Integer> drawn = bands.get(band).rows().stream()
                    .filter(row -> !top.contains(row))
                    .limit(plan.bands().each())
                    .toList();
            double share = finite == 0 ? 0 : (double) rowsInBand[band] / finite;
            add(groups, new Reason.Band(edges[band], edges[band + 1], share), drawn, scores, unit);
        }
        return groups;
    }

    private void add(List<ExampleGroup> groups, Reason reason, List<Integer> rows, UnitScores scores, int unit) {
        if (!rows.isEmpty()) {
            List<Example> examples = rows.stream()
                    .map(row -> example(row, scores, unit))
                    .sorted(reason instanceof Reason.WrongNo ? LOWEST_FIRST : HIGHEST_FIRST)
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
