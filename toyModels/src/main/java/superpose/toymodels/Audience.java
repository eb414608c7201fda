package superpose.toymodels;

import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import superpose.data.Require;

/**
 * Who hears of a training, and after which of its steps.
 *
 * @param reportEvery steps between reports; one more report follows the last step
 * @param progress hears of losses
 * @param watched steps after which the parameters are shown
 * @param snapshots sees them
 */
record Audience(int reportEvery, Progress progress, NavigableSet<Integer> watched, Snapshots snapshots) {

    static Audience none() {
        return new Audience(Integer.MAX_VALUE, (step, losses) -> {}, Collections.emptyNavigableSet(), snapshot -> {});
    }

    Audience reporting(int everySteps, Progress listener) {
        return new Audience(Require.positive(everySteps, "steps between reports"), listener, watched, snapshots);
    }

    /** Adds a listener that sees each of these steps of a training that has so many in all. */
    Audience watching(List<Integer> steps, int last, Snapshots listener) {
        for (int step : steps) {
            Require.that(step >= 1 && step <= last, "watched steps in [1, " + last + "]", step, "count from 1");
        }
        return new Audience(reportEvery, progress, new TreeSet<>(steps), listener);
    }

    private boolean isReported(int step, int last) {
        return step % reportEvery == 0 || (step == last && reportEvery <= last);
    }

    private boolean isWatched(int step) {
        return watched.contains(step);
    }

    /** Returns whether anybody hears of a step of a training that has so many in all. */
    boolean hearsOf(int step, int last) {
        return isReported(step, last) || isWatched(step);
    }

    /** Returns the first step after one that anybody hears of, or the last. */
    int nextHeard(int step, int last) {
        long report = ((long) step / reportEvery + 1) * reportEvery;
        int watch = watched.tailSet(step, false).stream().findFirst().orElse(last);
        return (int) Math.min(last, Math.min(report, watch));
    }

    /**
     * Tells of a step.
     *
     * @param last steps that the training has in all
     * @param losses of each instance at the step
     * @param instances each of them after the step, in order; asked for when somebody watches
     */
    void tell(int step, int last, List<Double> losses, Supplier<List<Snapshot>> instances) {
        if (isReported(step, last)) {
            progress.at(step, losses);
        }
        if (isWatched(step)) {
            instances.get().forEach(snapshots::at);
        }
    }
}
