package superpose.analysis.statistics;

import java.util.ArrayList;
import java.util.List;
import superpose.data.Require;

/**
 * Finds where curves jump: stretches of time in which any of them changes by more than a threshold within a window, {@code
 * max_i |y_i(t + window) - y_i(t)| > threshold}.
 *
 * <p>Windows slide by one time each; those that overlap belong to one jump, however long it takes. Source: for what jumps,
 * Elhage et al. (2022), "Toy Models of Superposition", section "Superposition and learning dynamics".
 *
 * @param window length in times, at least 1
 * @param threshold largest change that is no jump, above 0
 */
public record Jumps(int window, double threshold) {

    /** Checks length and threshold. */
    public Jumps {
        Require.positive(window, "times in a window");
        Require.positive(threshold, "a threshold");
    }

    /**
     * A jump.
     *
     * @param start first time of the window in which most happens
     * @param size the largest change of a curve in that window
     */
    public record Jump(int start, double size) {}

    /**
     * Returns the jumps in order.
     *
     * @param curves [times][curves], equally spaced in time
     */
    public List<Jump> in(double[][] curves) {
        double[] moves = moves(curves);
        List<Jump> jumps = new ArrayList<>();
        int last = -1;
        for (int start = 0; start < moves.length; start++) {
            if (moves[start] <= threshold) {
                continue;
            }
            Jump jump = new Jump(start, moves[start]);
            boolean apart = jumps.isEmpty() || start > last + window;
            last = start;
            if (apart) {
                jumps.add(jump);
            } else if (jump.size() > jumps.getLast().size()) {
                jumps.set(jumps.size() - 1, jump);
            }
        }
        return List.copyOf(jumps);
    }

    /**
     * Returns the largest change of any curve in each window, [times - window].
     *
     * @param curves [times][curves], equally spaced in time
     */
    public double[] moves(double[][] curves) {
        double[] moves = new double[Math.max(0, curves.length - window)];
        for (int start = 0; start < moves.length; start++) {
            double[] before = curves[start];
            double[] after = curves[start + window];
            Require.same(before.length, after.length, "curves at each time");
            for (int curve = 0; curve < before.length; curve++) {
                moves[start] = Math.max(moves[start], Math.abs(after[curve] - before[curve]));
            }
        }
        return moves;
    }
}
