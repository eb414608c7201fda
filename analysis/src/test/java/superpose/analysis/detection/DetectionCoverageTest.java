package superpose.analysis.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import superpose.analysis.statistics.Interval;
import superpose.data.Seed;

/** Whether 95 of 100 intervals hold the truth, for every measure, at sizes that are usual for probes. */
@Tag("slow")
class DetectionCoverageTest {

    private static final int REPEATS = 1_000;

    private static final Map<String, Function<DetectionScores, Interval>> MEASURES = new LinkedHashMap<>();

    static {
        MEASURES.put("AUROC", DetectionScores::auroc);
        MEASURES.put("average precision", DetectionScores::averagePrecision);
        MEASURES.put("accuracy", DetectionScores::accuracy);
        MEASURES.put("balanced accuracy", DetectionScores::balancedAccuracy);
        MEASURES.put("F1", DetectionScores::f1);
        MEASURES.put("MCC", DetectionScores::mcc);
    }

    @Test
    void intervalsOfSingleSamplesCover() {
        List<BinormalWorld> worlds = new ArrayList<>();
        for (double auroc : new double[] {0.6, 0.76, 0.9, 0.98}) {
            worlds.add(new BinormalWorld(300, 0.1, auroc, 0));
            worlds.add(new BinormalWorld(300, 0.5, auroc, 0));
            worlds.add(new BinormalWorld(1_000, 0.1, auroc, 0));
        }
        check(worlds);
    }

    @Test
    void intervalsOfGroupsCover() {
        List<BinormalWorld> worlds = new ArrayList<>();
        for (double auroc : new double[] {0.6, 0.76, 0.9, 0.98}) {
            worlds.add(new BinormalWorld(500, 0.2, auroc, 50));
            worlds.add(new BinormalWorld(1_000, 0.5, auroc, 50));
            worlds.add(new BinormalWorld(1_000, 0.1, auroc, 200));
        }
        check(worlds);
    }

    private static void check(List<BinormalWorld> worlds) {
        Coverage coverage = new Coverage();
        for (BinormalWorld world : worlds) {
            Map<String, Coverage.Count> counts = new LinkedHashMap<>();
            Map<String, Double> truths = truths(world);
            MEASURES.keySet().forEach(measure -> counts.put(measure, new Coverage.Count()));
            IntStream.range(0, REPEATS).parallel().forEach(repeat -> {
                DetectionScores scores = DetectionScores.of(world.draw(new Seed(7).child(repeat)), 0.95);
                MEASURES.forEach((name, measure) ->
                        counts.get(name).add(measure.apply(scores), truths.get(name)));
            });
            counts.forEach((name, count) -> {
                // Thirty samples with the concept, nearly all on top: the one case that is known to be too wide.
                boolean fewOnTop = world.samples() == 300 && world.share() == 0.1 && world.auroc() == 0.98;
                double most = fewOnTop && name.equals("average precision") ? 0.99 : 0.97;
                coverage.row(world.toString(), name, truths.get(name), count, 0.93, most);
            });
        }
        System.out.println(coverage.table());
        assertEquals(List.of(), coverage.faults());
    }

    private static Map<String, Double> truths(BinormalWorld world) {
        Confusion truth = world.confusion();
        return Map.of(
                "AUROC", world.auroc(),
                "average precision", world.averagePrecision(),
                "accuracy", truth.accuracy(),
                "balanced accuracy", truth.balancedAccuracy(),
                "F1", truth.f1(),
                "MCC", truth.mcc());
    }
}
