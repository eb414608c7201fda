package superpose.reports.examples;

import java.util.Arrays;
import superpose.analysis.statistics.Quantiles;
import superpose.analysis.units.UnitActivity;
import superpose.analysis.units.UnitScores;

/** Cuts the scores of each unit into bands. */
final class BandEdges {

    /** Scores per unit behind the quantiles; an edge then has about the wanted share of rows below it, within 1 %. */
    private static final int SAMPLE = 20_000;

    private BandEdges() {}

    /** Returns strictly ascending edges, [bands + 1] or fewer where some would coincide; two equal ones for a constant unit. */
    static double[] equalScores(UnitActivity.Range range, int bands) {
        double[] edges = new double[bands + 1];
        for (int edge = 0; edge <= bands; edge++) {
            edges[edge] = range.low() + (range.high() - range.low()) * edge / bands;
        }
        edges[bands] = range.high();
        return distinct(edges);
    }

    /** Returns such edges for all units, from evenly spaced rows, [units][edges]. */
    static double[][] equalRows(UnitScores scores, UnitActivity.Range[] ranges, int bands) {
        int step = Math.max(1, Math.ceilDiv(scores.rows(), SAMPLE));
        int sampled = Math.ceilDiv(scores.rows(), step);
        double[][] samples = new double[scores.units()][sampled];
        double[] row = new double[scores.units()];
        for (int at = 0; at < sampled; at++) {
            scores.copyRow(at * step, row);
            for (int unit = 0; unit < row.length; unit++) {
                samples[unit][at] = row[unit];
            }
        }
        double[][] edges = new double[scores.units()][];
        for (int unit = 0; unit < edges.length; unit++) {
            edges[unit] = quantiles(samples[unit], ranges[unit], bands);
        }
        return edges;
    }

    private static double[] quantiles(double[] sample, UnitActivity.Range range, int bands) {
        double[] finite = Arrays.stream(sample).filter(Double::isFinite).toArray();
        if (finite.length == 0) {
            return equalScores(range, bands);
        }
        Quantiles quantiles = Quantiles.of(finite);
        double[] edges = new double[bands + 1];
        edges[0] = range.low();
        for (int edge = 1; edge < bands; edge++) {
            edges[edge] = quantiles.at((double) edge / bands);
        }
        edges[bands] = range.high();
        return distinct(edges);
    }

    private static double[] distinct(double[] edges) {
        // Adding 0 turns -0 into +0, which it equals.
        double[] distinct =
                Arrays.stream(edges).map(edge -> edge + 0.0).distinct().toArray();
        return distinct.length > 1 ? distinct : new double[] {distinct[0], distinct[0]};
    }

    /** Returns the band a score lies in, or -1 where it lies in none. */
    static int band(double[] edges, double score) {
        int last = edges.length - 1;
        if (!(score >= edges[0] && score <= edges[last])) {
            return -1;
        }
        int found = Arrays.binarySearch(edges, score);
        int band = found >= 0 ? found : -found - 2;
        return Math.min(band, last - 1);
    }
}
