package superpose.reports.bench;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import superpose.toymodels.BottleneckTrainer;
import superpose.toymodels.Engine;
import superpose.toymodels.InstanceSetup;
import superpose.toymodels.TrainedBottleneck;

/** Times trainings of one engine in this process. */
final class EngineClock {

    /** Later trainings are faster, so a little more than seems enough. */
    private static final double MARGIN = 1.2;

    /** The pace of a short training says little about a long one. */
    private static final double FASTEST_GROWTH = 8;

    /** Trainings of a single step, of which the fastest counts. */
    private static final int STARTS = 3;

    /** Fewer steps would drown in how much one start differs from another. */
    private static final int FEWEST = 4;

    /** A training that takes fewer times as long as its start says more about the start than about steps. */
    private static final double LEAST_STARTS = 2;

    private final Engine engine;
    private final int threads;

    EngineClock(Engine engine, int threads) {
        this.engine = engine;
        this.threads = threads;
    }

    /**
     * A training and the time it took.
     *
     * @param trained what came out
     * @param seconds from the first draw of weights to the last step
     */
    record Run(TrainedBottleneck trained, double seconds) {}

    /** Trains a case from its start. */
    Run run(TrainingCase training, int steps) {
        BottleneckTrainer trainer = engine.trainer(BenchPlan.RECIPE.withSteps(steps), threads);
        List<InstanceSetup> setups = training.setups();
        long start = System.nanoTime();
        TrainedBottleneck trained = trainer.fit(training.model(), setups);
        return new Run(trained, (System.nanoTime() - start) / 1e9);
    }

    /**
     * Warms up: trains for longer and longer until two trainings in a row take the asked time. By then everything in them has
     * been compiled and every buffer touched; one alone may have taken so long only because of that.
     *
     * @param seconds least time of a training, above 0
     * @return the number of steps that take so long, at least 4
     */
    int warmedUp(TrainingCase training, double seconds) {
        int steps = 1;
        int inARow = 0;
        while (inARow < 2) {
            double took = run(training, steps).seconds();
            if (took >= seconds) {
                inARow++;
            } else {
                inARow = 0;
                steps = (int) Math.ceil(steps * Math.clamp(MARGIN * seconds / took, MARGIN, FASTEST_GROWTH));
            }
        }
        return Math.max(FEWEST, steps);
    }

    /**
     * How fast a training was.
     *
     * @param steps how many it took
     * @param millis milliseconds a step, above 0
     */
    record Pace(int steps, double millis) {}

    /**
     * Returns the pace of a training: what it takes longer than a training of a single step, by the steps that it has more.
     * Neither weights and networks nor threads are made in a step, nor does the peer count them.
     *
     * @param steps at least 2; it takes more where the start would be most of it
     */
    Pace pace(TrainingCase training, int steps) {
        return pace(count -> run(training, count).seconds(), steps);
    }

    /**
     * Returns the pace of anything that has a start and steps.
     *
     * @param seconds of a number of steps and their start
     * @param steps at least 2
     */
    static Pace pace(IntToDoubleFunction seconds, int steps) {
        double whole = seconds.applyAsDouble(steps);
        // After the long one: the longer a program runs, the faster it gets, and starts must not be the slower for it.
        double start = IntStream.range(0, STARTS)
                .mapToDouble(again -> seconds.applyAsDouble(1))
                .min()
                .orElseThrow();
        if (whole < LEAST_STARTS * start) {
            return pace(seconds, Math.multiplyExact(2, steps));
        }
        return new Pace(steps, (whole - start) / (steps - 1) * 1e3);
    }
}
