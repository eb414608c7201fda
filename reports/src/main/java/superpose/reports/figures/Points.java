package superpose.reports.figures;

import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Places of points on both axes, [points] each. */
final class Points {

    private final double[] x;
    private final double[] y;

    Points(double[] x, double[] y) {
        this.x = x;
        this.y = y;
    }

    double[] x() {
        return x;
    }

    double[] y() {
        return y;
    }

    int size() {
        return x.length;
    }

    /** Returns the points at the given rows. */
    Points at(int[] rows) {
        return new Points(ChartData.pick(x, rows), ChartData.pick(y, rows));
    }

    /** Returns these points followed by the others in reverse: the outline of the area between two lines. */
    Points andBack(Points others) {
        return new Points(joined(x, others.x), joined(y, others.y));
    }

    /** Returns the points of several lines one after another, with a gap after each. */
    static Points withGaps(List<Points> lines) {
        return new Points(gapped(lines, Points::x), gapped(lines, Points::y));
    }

    private static double[] gapped(List<Points> lines, Function<Points, double[]> places) {
        return lines.stream()
                .flatMapToDouble(
                        line -> DoubleStream.concat(DoubleStream.of(places.apply(line)), DoubleStream.of(Double.NaN)))
                .toArray();
    }

    private static double[] joined(double[] there, double[] back) {
        DoubleStream reversed = IntStream.range(0, back.length).mapToDouble(i -> back[back.length - 1 - i]);
        return DoubleStream.concat(DoubleStream.of(there), reversed).toArray();
    }
}
