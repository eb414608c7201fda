package superpose.reports.bench;

import java.util.List;
import superpose.toymodels.BottleneckTrainer;
import superpose.toymodels.Engine;
import superpose.toymodels.InstanceSetup;
import superpose.toymodels.TrainedBottleneck;

/** Times trainings of one engine in this process. */
final class EngineClock {

    private static final int FEWEST_STEPS = 1;

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
     * Warms up: trains for longer and longer until a training takes the asked time, so that everything in it was compiled
     * and every buffer touched by then.
     *
     * @param seconds least time of a training, above 0
     * @return the number of steps that take so long
     */
    int warmedUp(TrainingCase training, double seconds) {
        int steps = FEWEST_STEPS;
        while (true) {
            double took = run(training, steps).seconds();
            if (took >= seconds || steps > Integer.MAX_VALUE / 4) {
                return Math.max(FEWEST_STEPS, (int) Math.ceil(steps * Math.min(1, seconds / took)));
            }
            // Later trainings are faster, so a guess from the pace so far falls short; twice the steps at least.
            steps *= (int) Math.clamp(seconds / took, 2, 8);
        }
    }

    /** Returns milliseconds a step of a training of so many steps, its start included. */
    double millis(TrainingCase training, int steps) {
        return run(training, steps).seconds() / steps * 1e3;
    }
}
