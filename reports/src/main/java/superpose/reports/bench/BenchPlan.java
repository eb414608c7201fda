package superpose.reports.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import superpose.data.Density;
import superpose.data.Require;
import superpose.reports.experiments.Preset;
import superpose.toymodels.BottleneckShape;
import superpose.toymodels.Recipe;

/**
 * What a benchmark of trainings times.
 *
 * @param preset where the sizes come from
 * @param effort how often and how long each training is timed
 * @param threads cores that a training may use, at least 1; the peer may use as many
 * @param python the Python that is asked to train, or empty to look for one
 */
public record BenchPlan(Preset preset, Effort effort, int threads, Optional<String> python) {

    /** The sizes that the project's targets speak of. */
    static final List<TrainingCase> CASES = List.of(
            TrainingCase.falling(new BottleneckShape(10, 5, 2)),
            TrainingCase.falling(new BottleneckShape(20, 100, 20)),
            TrainingCase.falling(new BottleneckShape(40, 400, 30)));

    /** The notebook's training: AdamW at 1e-3, decay 0.01 on every parameter, 1,024 fresh samples a step. */
    static final Recipe RECIPE = Recipe.notebook();

    /** Checks the number of threads. */
    public BenchPlan {
        Require.positive(threads, "threads");
    }

    /**
     * How often and how long each training is timed.
     *
     * @param rounds how many times everything is timed in turn, at least 1
     * @param seconds least time of one measurement, above 0
     */
    public record Effort(int rounds, double seconds) {

        /** Checks the ranges. */
        public Effort {
            Require.positive(rounds, "rounds");
            Require.positive(seconds, "seconds of a measurement");
        }

        /** Returns the effort of a preset. */
        public static Effort of(Preset preset) {
            return switch (preset) {
                case SMOKE -> new Effort(2, 0.02);
                case QUICK -> new Effort(5, 1);
                case PAPER -> new Effort(9, 2);
            };
        }

        /** Returns the same effort with another number of rounds. */
        public Effort withRounds(int count) {
            return new Effort(count, seconds);
        }
    }

    /** Tells whether what is timed is long enough to be judged. */
    boolean isJudged() {
        return preset != Preset.SMOKE;
    }

    /** Returns how the authors' geometry run is timed. */
    GeometryPlan geometry() {
        return switch (preset) {
            case SMOKE -> GeometryPlan.NONE;
            case QUICK -> GeometryPlan.FASTEST_IN_FULL;
            case PAPER -> GeometryPlan.ALL_IN_FULL;
        };
    }

    /** Which trainers go through the authors' geometry run from start to end. */
    enum GeometryPlan {
        /** It is left out. */
        NONE,
        /** The fast path does, and the time of the others follows from their time a step. */
        FASTEST_IN_FULL,
        /** All of them do. */
        ALL_IN_FULL
    }

    /** Returns the trainings whose cost is compared over densities and sizes. */
    List<CostPoint> costs() {
        boolean whole = isJudged();
        List<CostPoint> points = new ArrayList<>();
        for (double density :
                whole ? new double[] {1, 0.5, 0.3, 0.2, 0.1, 0.05, 0.03, 0.01} : new double[] {1, 0.1, 0.01}) {
            points.add(CostPoint.ofDensity(new BottleneckShape(20, 100, 20), new Density(density)));
        }
        int doublings = whole ? 5 : 3;
        for (int size = 0; size < doublings; size++) {
            points.add(CostPoint.of(CostPoint.Axis.INSTANCES, new BottleneckShape(4 << size, 100, 20)));
            points.add(CostPoint.of(CostPoint.Axis.FEATURES, new BottleneckShape(20, 50 << size, 20)));
            points.add(CostPoint.of(CostPoint.Axis.HIDDEN, new BottleneckShape(20, 200, 5 << size)));
        }
        return points;
    }

    /** Returns the numbers of threads that the peer is given. */
    List<Integer> peerThreads() {
        return threads == 1 ? List.of(1) : List.of(1, threads);
    }

    /** Returns everything of the peer that is timed. */
    List<PeerSetting> peerSettings() {
        return Stream.of(PeerWay.values())
                .flatMap(way -> peerThreads().stream().map(count -> new PeerSetting(way, count)))
                .toList();
    }

    Map<String, Object> settings() {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("cases", CASES.stream().map(TrainingCase::name).toList());
        settings.put("rounds", effort.rounds());
        settings.put("seconds", effort.seconds());
        settings.put("threads", threads);
        settings.put("python", python.orElse("the first with PyTorch"));
        settings.put("batch", RECIPE.batch());
        return settings;
    }
}
