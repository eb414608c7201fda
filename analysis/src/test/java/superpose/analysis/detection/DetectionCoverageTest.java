package superpose.analysis.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import superpose.analysis.detection.Coverage.Measure;
import superpose.analysis.detection.Coverage.Range;
import superpose.analysis.statistics.Interval;
import superpose.data.HeldOutScores;
import superpose.data.Seed;

/** Whether 95 of 100 intervals hold the truth, for every measure, at sizes that are usual for probes. */
@Tag("slow")
class DetectionCoverageTest {

    private static final double[] AUROCS = {0.6, 0.76, 0.9, 0.98};

    /** Intervals that may be too wide, but not too narrow. */
    private static final Range WIDE = new Range(0.93, 1);

    @Test
    void intervalsOfSingleSamplesCover() {
        Coverage coverage = new Coverage();
        for (double auroc : AUROCS) {
            for (double share : new double[] {0.1, 0.2, 0.5}) {
                add(coverage, new BinormalWorld(300, share, auroc, 0), Range.USUAL);
            }
            for (double share : new double[] {0.05, 0.1, 0.2, 0.5}) {
                add(coverage, new BinormalWorld(1_000, share, auroc, 0), Range.USUAL);
            }
        }
        finish(coverage);
    }

    /** Fewer with the concept than reports take without a warning: rough, but not wrong. */
    @Test
    void intervalsOfFifteenSamplesWithTheConceptAreRough() {
        Coverage coverage = new Coverage();
        for (double auroc : AUROCS) {
            add(coverage, new BinormalWorld(300, 0.05, auroc, 0), new Range(0.9, 0.995));
        }
        finish(coverage);
    }

    @Test
    void intervalsOfGroupsCover() {
        Coverage coverage = new Coverage();
        for (double auroc : AUROCS) {
            add(coverage, new BinormalWorld(500, 0.2, auroc, 50), Range.USUAL);
            add(coverage, new BinormalWorld(1_000, 0.5, auroc, 50), Range.USUAL);
            add(coverage, new BinormalWorld(1_000, 0.1, auroc, 200), Range.USUAL);
        }
        finish(coverage);
    }

    /** Next to a perfect score few groups show errors: there the intervals are a little narrow. */
    @Test
    void intervalsOfFewGroupsCover() {
        Coverage coverage = new Coverage();
        for (double auroc : AUROCS) {
            Range range = auroc > 0.95 ? new Range(0.92, 0.97) : Range.USUAL;
            for (int groups : new int[] {8, 13, 20, 30}) {
                add(coverage, new BinormalWorld(40 * groups, 0.3, auroc, groups), range);
            }
        }
        finish(coverage);
    }

    /**
     * With the concept in a third of the groups there are about three to ten that tell: Student's quantile at as few degrees of
     * freedom, or at one, is prudent.
     */
    @Test
    void intervalsOfFewGroupsOfWhichAThirdHaveTheConceptAreNotTooNarrow() {
        Coverage coverage = new Coverage();
        for (double auroc : AUROCS) {
            for (int groups : new int[] {8, 13, 20, 30}) {
                add(coverage, new BinormalWorld(40 * groups, 0.15, auroc, groups, 1.0 / 3), WIDE);
            }
        }
        finish(coverage);
    }

    @Test
    void intervalsOfCalibrationBinsCover() {
        Coverage coverage = new Coverage();
        for (double auroc : new double[] {0.6, 0.8, 0.95}) {
            // The outer bins then have about one sample of the rarer kind or none, and coverage jumps from number to
            // number.
            Range outer = auroc > 0.9 ? new Range(0.87, 1) : Range.USUAL;
            addBins(coverage, new BinormalWorld(1_000, 0.3, auroc, 0), outer, Range.USUAL);
            addBins(coverage, new BinormalWorld(4_000, 0.3, auroc, 20), outer, Range.USUAL);
            addBins(coverage, new BinormalWorld(4_000, 0.5, auroc, 50), outer, Range.USUAL);
            addBins(coverage, new BinormalWorld(4_000, 0.1, auroc, 200), outer, Range.USUAL);
            // One or two samples of a group in a bin: there is little to learn about how alike they are.
            addBins(coverage, new BinormalWorld(260, 0.3, auroc, 13), WIDE, WIDE);
            addBins(coverage, new BinormalWorld(600, 0.3, auroc, 30), WIDE, WIDE);
        }
        finish(coverage);
    }

    private static void finish(Coverage coverage) {
        System.out.println(coverage.table());
        assertEquals(List.of(), coverage.faults());
    }

    private static Seed seed(BinormalWorld world) {
        return new Seed(7).child(world.toString());
    }

    private static void add(Coverage coverage, BinormalWorld world, Range range) {
        Confusion truth = world.confusion();
        List<Measure<DetectionScores>> measures = List.of(
                new Measure<>("AUROC", DetectionScores::auroc, world.auroc(), range),
                new Measure<>("average precision", DetectionScores::averagePrecision, world.averagePrecision(), range),
                new Measure<>("accuracy", DetectionScores::accuracy, truth.accuracy(), range),
                new Measure<>("balanced accuracy", DetectionScores::balancedAccuracy, truth.balancedAccuracy(), range),
                new Measure<>("F1", DetectionScores::f1, truth.f1(), range),
                new Measure<>("MCC", DetectionScores::mcc, truth.mcc(), range));
        Seed seed = seed(world);
        coverage.add(world.toString(), measures, repeat -> DetectionScores.of(world.draw(seed.child(repeat)), 0.95));
    }

    private static void addBins(Coverage coverage, BinormalWorld world, Range outer, Range inner) {
        List<Measure<Bins>> measures = new ArrayList<>();
        for (int bin : new int[] {0, 5, 9}) {
            Range range = bin == 5 ? inner : outer;
            measures.add(new Measure<>(
                    "bin " + (bin + 1) + " of 10", bins -> bins.interval(bin), bins -> bins.truth(bin), range));
        }
        Seed seed = seed(world);
        coverage.add(world.toString(), measures, repeat -> Bins.of(world, world.draw(seed.child(repeat))));
    }

    /**
     * Ten bins and what they should hold.
     *
     * @param rising the scores from the lowest up
     */
    private record Bins(BinormalWorld world, Calibration calibration, List<Double> rising) {

        static Bins of(BinormalWorld world, HeldOutScores scores) {
            List<Double> rising =
                    Arrays.stream(scores.scores()).sorted().boxed().toList();
            return new Bins(world, Calibration.of(scores, 10, 0.95), rising);
        }

        Interval interval(int bin) {
            return calibration.bins().get(bin).sharePositive();
        }

        /** The share among all samples that would fall into the bin. */
        double truth(int bin) {
            return world.share(edge(bin), edge(bin + 1));
        }

        private double edge(int bin) {
            int place = bin * rising.size() / 10;
            if (place == 0 || place == rising.size()) {
                return place == 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
            }
            return (rising.get(place - 1) + rising.get(place)) / 2;
        }
    }
}
