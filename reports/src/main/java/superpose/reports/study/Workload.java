package superpose.reports.study;

/** How much work each sweep point is, in units of about equal time, so that the time left can be told. */
final class Workload {

    /** What a step costs whatever the number of neurons, in neurons. */
    private static final int STEP_OVERHEAD = 16;

    private final ToyPlan plan;

    Workload(ToyPlan plan) {
        this.plan = plan;
    }

    long total() {
        return plan.sweep().neurons().stream().mapToLong(this::of).sum();
    }

    long of(int neurons) {
        return step(neurons) * plan.recipe().steps() + measurement(neurons);
    }

    long step(int neurons) {
        return (long) STEP_OVERHEAD + neurons;
    }

    /** Measuring a point takes about a fifth of the time of training it. */
    long measurement(int neurons) {
        return step(neurons) * plan.recipe().steps() / 5;
    }
}
