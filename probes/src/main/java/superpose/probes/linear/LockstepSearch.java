package superpose.probes.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import smile.tensor.DenseMatrix;

/**
 * Many searches side by side over the same rows: every pass measures all of them, each goes its own steps, and those that
 * have arrived drop out.
 */
final class LockstepSearch {

    /**
     * A search has arrived when its loss is expected to fall by no more than the square of this, as a share of how far it
     * fell. Near the minimum that is the error of the weights against their size, both as the curvature measures length.
     */
    static final double TOLERANCE = 1e-4;

    /** Rounding of float32 sums lets no shorter step tell up from down: the point is as good as they allow. */
    private static final double SHORTEST_STEP = 1e-6;

    /** Searches that need more passes have a curvature unlike that of all rows alike, as rare labels with a weak penalty. */
    private static final int MOST_PASSES = 60;

    /** Searches whose directions are solved for together. */
    private static final int TOGETHER = 16;

    private final TrainingActivations training;
    private final GramFactors factors;
    private final Workers workers;

    private LockstepSearch(TrainingActivations training, Workers workers) {
        this.training = training;
        this.factors = training.factors();
        this.workers = workers;
    }

    /** Runs searches over the same rows, as many at a time as may be kept in memory. */
    static void runAll(TrainingActivations training, List<LogisticSearch> searches) {
        long together = TrainingActivations.heapShare() / LogisticSearch.bytes(training.neurons());
        int most = Math.clamp(together, 1, Math.max(1, searches.size()));
        try (Workers workers = Workers.open()) {
            LockstepSearch lockstep = new LockstepSearch(training, workers);
            for (int from = 0; from < searches.size(); from += most) {
                lockstep.run(searches.subList(from, Math.min(searches.size(), from + most)));
            }
        }
    }

    /** Goes on until every search has arrived; those that lag finish one by one, with the curvature where they are. */
    private void run(List<LogisticSearch> searches) {
        List<LogisticSearch> going = searches;
        for (int passes = 0; !going.isEmpty() && passes < MOST_PASSES; passes++) {
            going = step(going);
        }
        going.forEach(search -> search.finish(new ExactRows(training)));
    }

    /** Returns the searches that go on. */
    private List<LogisticSearch> step(List<LogisticSearch> going) {
        LogisticPass pass = LogisticPass.over(training.standardizedRows(), going, workers);
        boolean[] arrived = new boolean[going.size()];
        TreeMap<Integer, List<Integer>> moved = new TreeMap<>();
        for (int i = 0; i < going.size(); i++) {
            LogisticSearch search = going.get(i);
            if (search.accepts(pass.sums(i), pass.slopes(i))) {
                moved.computeIfAbsent(GramFactors.nearest(search.scale()), any -> new ArrayList<>())
                        .add(i);
            } else {
                arrived[i] = search.length() < SHORTEST_STEP;
            }
        }
        moved.forEach((k, members) -> {
            DenseMatrix factor = factors.of(k);
            workers.each(Math.ceilDiv(members.size(), TOGETHER), part -> {
                int end = Math.min(members.size(), (part + 1) * TOGETHER);
                List<Integer> some = members.subList(part * TOGETHER, end);
                double[] left = aim(
                        factor,
                        Math.scalb(1.0, k),
                        some.stream().map(going::get).toList());
                for (int i = 0; i < left.length; i++) {
                    arrived[some.get(i)] = left[i] <= TOLERANCE * TOLERANCE;
                }
            });
        });
        List<LogisticSearch> left = new ArrayList<>();
        for (int i = 0; i < arrived.length; i++) {
            if (arrived[i]) {
                going.get(i).forgetSteps();
            } else {
                left.add(going.get(i));
            }
        }
        return left;
    }

    /** Sets searches out in new directions; returns how much each of them has still to go, as a share. */
    private double[] aim(DenseMatrix factor, double power, List<LogisticSearch> searches) {
        int neurons = training.neurons();
        double[] vectors = new double[searches.size() * neurons];
        double[] intercepts = new double[searches.size()];
        for (int i = 0; i < intercepts.length; i++) {
            double[] reduced = searches.get(i).reduced();
            System.arraycopy(reduced, 0, vectors, i * neurons, neurons);
            intercepts[i] = reduced[neurons];
        }
        GramFactors.solve(factor, vectors, intercepts.length);
        double[] left = new double[intercepts.length];
        for (int i = 0; i < left.length; i++) {
            LogisticSearch search = searches.get(i);
            double[] solved = new double[neurons + 1];
            for (int neuron = 0; neuron < neurons; neuron++) {
                solved[neuron] = vectors[i * neurons + neuron] * power / search.scale();
            }
            solved[neurons] = intercepts[i] / (search.scale() * training.samples());
            left[i] = search.aim(solved);
        }
        return left;
    }
}
