package superpose.analysis.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * The smallest value of an error over a rectangle of one or two shape parameters: a grid finds the right valley, then steps
 * to the eight neighbours, halved whenever none is lower, find its bottom.
 *
 * @param first first shape parameter at the bottom
 * @param second second shape parameter at the bottom
 * @param error the error there
 */
record ShapeSearch(double first, double second, double error) {

    private static final int VALLEYS = 4;
    private static final int STEPS = 20_000;
    private static final double FINEST = 1e-13;

    /**
     * A range of a shape parameter.
     *
     * @param low least value
     * @param high largest value; equal to {@code low} where the parameter is not used
     * @param cells number of grid cells, at least 1
     */
    record Range(double low, double high, int cells) {
        double at(int cell) {
            return low + (high - low) * cell / cells;
        }

        double step() {
            return (high - low) / cells;
        }

        double clamp(double value) {
            return Math.clamp(value, low, high);
        }
    }

    /** An error that has only one shape parameter. */
    private record AlongFirst(DoubleUnaryOperator error) implements DoubleBinaryOperator {
        @Override
        public double applyAsDouble(double first, double second) {
            return error.applyAsDouble(first);
        }
    }

    static ShapeSearch of(Range range, DoubleUnaryOperator error) {
        return of(range, new Range(0, 0, 1), new AlongFirst(error));
    }

    static ShapeSearch of(Range first, Range second, DoubleBinaryOperator error) {
        List<ShapeSearch> grid = new ArrayList<>();
        for (int i = 0; i <= first.cells(); i++) {
            for (int j = 0; j <= second.cells(); j++) {
                grid.add(point(first.at(i), second.at(j), error));
            }
        }
        grid.sort(Comparator.comparingDouble(ShapeSearch::error));
        return grid.stream()
                .limit(VALLEYS)
                .map(start -> descend(start, first, second, error))
                .min(Comparator.comparingDouble(ShapeSearch::error))
                .orElseThrow();
    }

    private static ShapeSearch point(double first, double second, DoubleBinaryOperator error) {
        return new ShapeSearch(first, second, error.applyAsDouble(first, second));
    }

    private static ShapeSearch descend(ShapeSearch start, Range first, Range second, DoubleBinaryOperator error) {
        ShapeSearch best = start;
        double scale = 1;
        for (int step = 0; step < STEPS && scale > FINEST; step++) {
            ShapeSearch next = best;
            for (int i = -1; i <= 1; i++) {
                for (int j = -1; j <= 1; j++) {
                    ShapeSearch neighbour = point(
                            first.clamp(best.first + i * scale * first.step()),
                            second.clamp(best.second + j * scale * second.step()),
                            error);
                    next = neighbour.error < next.error ? neighbour : next;
                }
            }
            scale = next.error < best.error ? scale : scale / 2;
            best = next;
        }
        return best;
    }
}
