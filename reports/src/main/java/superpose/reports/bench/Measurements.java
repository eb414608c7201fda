package superpose.reports.bench;

import java.util.List;
import java.util.Optional;
import superpose.toymodels.MatrixProductPeak;

/**
 * Everything that a benchmark of trainings measured.
 *
 * @param setting what it was measured against
 * @param cases the sizes that the targets speak of
 * @param geometry the authors' geometry run, unless it was left out
 * @param costs what a step costs over densities and sizes
 */
record Measurements(Setting setting, List<CaseTimes> cases, Optional<GeometryRuns> geometry, Costs costs) {

    /**
     * What ours is measured against.
     *
     * @param peer the peer in words, or why there is none
     * @param peak how fast this machine multiplies matrices
     * @param load what else the machine did
     */
    record Setting(String peer, MatrixProductPeak peak, Load load) {

        /** Returns what arithmetic alone would take, in milliseconds a step. */
        double floor(TrainingCase training) {
            return peak.floorMillis(training.shape(), BenchPlan.RECIPE.batch());
        }
    }

    /** Returns the peer, written in one way, in words, or why it has no time for a case. */
    String peerName(CaseTimes times, PeerWay way) {
        return times.failure()
                .orElseGet(() -> times.peer(way)
                        .map(time -> setting.peer() + " " + time.setting().words())
                        .orElse(setting.peer()));
    }
}
