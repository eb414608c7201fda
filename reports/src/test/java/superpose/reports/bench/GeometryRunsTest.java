package superpose.reports.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import superpose.reports.toymodels.AuthorsGeometry;
import superpose.toymodels.Engine;

class GeometryRunsTest {

    private static List<Double> authors() {
        List<Double> dimensions = new ArrayList<>();
        for (int level = 0; level < AuthorsGeometry.levels(); level++) {
            dimensions.add(AuthorsGeometry.dimensions(level));
        }
        return dimensions;
    }

    @Test
    void theAuthorsAgreeWithThemselvesAndOneStepBeyondTheToleranceDoesNot() {
        GeometryRuns.Full exact = new GeometryRuns.Full(1, authors());
        assertEquals(AuthorsGeometry.levels(), exact.agreeing());
        for (int level = 0; level < AuthorsGeometry.levels(); level++) {
            List<Double> moved = authors();
            moved.set(level, moved.get(level) + 0.99 * AuthorsGeometry.tolerance(level));
            assertTrue(new GeometryRuns.Full(1, moved).agrees(level));
            moved.set(level, moved.get(level) - 2 * AuthorsGeometry.tolerance(level));
            assertFalse(new GeometryRuns.Full(1, moved).agrees(level));
            assertEquals(AuthorsGeometry.levels() - 1, new GeometryRuns.Full(1, moved).agreeing());
        }
    }

    @Test
    void dimensionsFallFromOneAsTheWorldGetsSparser() {
        List<Double> dimensions = authors();
        assertEquals(GeometryRuns.RUN.shape().instances(), dimensions.size());
        for (int level = 1; level < dimensions.size(); level++) {
            assertTrue(dimensions.get(level) < dimensions.get(level - 1));
        }
        // At the last level about one over the features represented for each hidden unit.
        assertEquals(1, dimensions.getFirst(), 0.01);
    }

    @Test
    void whoWasSampledIsExtrapolatedAndSaysSo() {
        CaseTimes sampled = new CaseTimes(GeometryRuns.RUN);
        sampled.add(Engine.DL4J, new EngineClock.Pace(20, 70));
        sampled.add(Engine.DL4J, new EngineClock.Pace(20, 80));
        sampled.add(Engine.DL4J, new EngineClock.Pace(20, 60));
        sampled.add(new PeerSetting(PeerWay.PLAIN, 2), new PeerAnswer("2", 2, 90, new PeerAnswer.End(11, 1)));
        sampled.add(new PeerSetting(PeerWay.PLAIN, 1), new PeerAnswer("2", 1, 50, new PeerAnswer.End(13, 1)));
        GeometryRuns runs = new GeometryRuns(sampled);
        runs.add(Engine.SIMD, new GeometryRuns.Full(44, authors()));
        assertEquals(Optional.of(new GeometryRuns.Duration(44, 0)), runs.of(Engine.SIMD));
        assertEquals(Optional.of(new GeometryRuns.Duration(700, 60)), runs.of(Engine.DL4J));
        assertEquals(Optional.of(new GeometryRuns.Duration(500, 13)), runs.ofPeer(PeerWay.PLAIN));
        assertTrue(runs.ofPeer(PeerWay.PLAIN).orElseThrow().remark().contains("extrapolated from 13 steps"));
        assertEquals(Optional.empty(), runs.ofPeer(PeerWay.TUNED));
        runs.addPeer(PeerWay.PLAIN, 480);
        assertEquals("", runs.ofPeer(PeerWay.PLAIN).orElseThrow().remark());
        sampled.failed(new PeerFailure("gone"));
        assertEquals(Optional.empty(), new GeometryRuns(sampled).ofPeer(PeerWay.PLAIN));
    }
}
