package superpose.reports.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import superpose.analysis.statistics.PowerLaw;

/** What a step of the fast path costs at each point of the curves, in milliseconds, round by round. */
final class Costs {

    private final Map<CostPoint, List<Double>> millis = new LinkedHashMap<>();

    void add(CostPoint point, double time) {
        millis.computeIfAbsent(point, unseen -> new ArrayList<>()).add(time);
    }

    /** Returns the points of a curve in the order in which they were planned. */
    List<CostPoint> along(CostPoint.Axis axis) {
        return millis.keySet().stream().filter(point -> point.axis() == axis).toList();
    }

    Spread of(CostPoint point) {
        return Spread.of(rounds(point));
    }

    List<Double> rounds(CostPoint point) {
        return millis.getOrDefault(point, List.of());
    }

    /**
     * Returns the exponent of the power law of time over size, 1 where twice the size takes twice the time: the median over
     * the rounds, each fitted by itself.
     */
    Spread exponent(CostPoint.Axis axis) {
        List<CostPoint> points = along(axis);
        double[] sizes = points.stream().mapToDouble(CostPoint::size).toArray();
        int rounds = rounds(points.getFirst()).size();
        return Spread.of(IntStream.range(0, rounds)
                .mapToObj(round -> PowerLaw.of(
                                sizes,
                                points.stream()
                                        .mapToDouble(point -> rounds(point).get(round))
                                        .toArray())
                        .exponent())
                .toList());
    }
}
