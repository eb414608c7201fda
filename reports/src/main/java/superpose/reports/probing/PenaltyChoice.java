package superpose.reports.probing;

import java.util.ArrayList;
import java.util.List;
import superpose.analysis.detection.Auroc;
import superpose.analysis.statistics.Interval;
import superpose.data.HeldOutScores;
import superpose.probes.linear.ChoiceTask;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.ProbeTrainer;

/**
 * The penalty of a probe, chosen on the validation rows: by log loss where the kind of probe gives probabilities, else by
 * AUROC.
 *
 * <p>Log loss and not AUROC: it is a proper score, so it still tells penalties apart where all of them order the rows alike
 * (AUROC 1 from end to end), it punishes a probe that is sure and wrong, and accuracy and code length depend on the same
 * calibration. Scores that only order rows have no log loss. Of equal ones the stronger penalty is taken.
 *
 * <p>Source of the one-standard-error rule: Breiman, Friedman, Olshen and Stone (1984), "Classification and Regression
 * Trees", section 3.4.3.
 *
 * @param kind of probe
 * @param chosen the choice
 * @param tried every penalty with its validation scores, C rising; a single one where the kind has no penalty
 * @param atEdge the best is at an end of several values tried, so a better C may lie beyond
 * @param separable the kind's weights grow without bound where classes are separable, and the weakest penalty tried puts
 *     every training row with the concept above every one without
 */
public record PenaltyChoice(ProbeKind kind, Tried chosen, List<Tried> tried, Edge atEdge, boolean separable) {

    /** The share of a normal distribution within one standard deviation of its mean. */
    private static final double ONE_DEVIATION = 0.6827;

    /** Copies the list. */
    public PenaltyChoice {
        tried = List.copyOf(tried);
    }

    /** Where in the grid the best is. */
    public enum Edge {
        /** Between other values. */
        NONE,
        /** At the smallest C. */
        STRONGEST_PENALTY,
        /** At the largest C. */
        WEAKEST_PENALTY
    }

    /**
     * A penalty and how well it did.
     *
     * @param c the penalty; NaN where the kind has none
     * @param logLoss on the validation rows, nats a row; NaN where the kind gives no probabilities
     * @param standardError of what the choice goes by, log loss or AUROC, over groups
     * @param auroc on the validation rows, in [0, 1]
     */
    public record Tried(double c, double logLoss, double standardError, double auroc) {

        private static Tried of(ProbeKind kind, double c, HeldOutScores scores) {
            if (kind.givesProbabilities()) {
                LogLoss.Mean loss = LogLoss.Mean.of(scores);
                return new Tried(c, loss.mean(), loss.standardError(), Auroc.of(scores));
            }
            Interval auroc = Auroc.deLong(scores, ONE_DEVIATION);
            return new Tried(c, Double.NaN, (auroc.high() - auroc.low()) / 2, auroc.estimate());
        }

        /** Returns what is to be least. */
        private double loss() {
            return Double.isNaN(logLoss) ? 1 - auroc : logLoss;
        }
    }

    /** Fits each penalty to the training rows and compares them on the validation rows. */
    public static PenaltyChoice of(ChoiceTask task, PenaltyGrid grid) {
        List<LinearProbe> probes = grid.fit(task.training(), task.trainingConcept());
        List<Tried> tried = new ArrayList<>();
        int best = 0;
        for (int i = 0; i < probes.size(); i++) {
            tried.add(Tried.of(grid.kind(), grid.c(i), task.validate(probes.get(i))));
            best = tried.get(i).loss() < tried.get(best).loss() ? i : best;
        }
        double allowed = tried.get(best).loss()
                + (grid.oneStandardError() ? tried.get(best).standardError() : 0);
        Tried chosen =
                tried.stream().filter(one -> one.loss() <= allowed).findFirst().orElseThrow();
        return new PenaltyChoice(
                grid.kind(),
                chosen,
                tried,
                edge(best, tried),
                grid.kind().mayGrowWithoutBound() && separates(probes.getLast(), task));
    }

    /** AUROCs may be alike from the strongest penalty on: then nothing says that a stronger one would do better. */
    private static Edge edge(int best, List<Tried> tried) {
        int last = tried.size() - 1;
        if (last == 0 || (best == 0 && tried.get(0).loss() == tried.get(1).loss())) {
            return Edge.NONE;
        }
        return best == 0 ? Edge.STRONGEST_PENALTY : best == last ? Edge.WEAKEST_PENALTY : Edge.NONE;
    }

    private static boolean separates(LinearProbe probe, ChoiceTask task) {
        return Auroc.of(probe.score(task.training().values()), task.trainingConcept()) == 1;
    }

    /** Returns the chosen C; NaN where the kind has no penalty. */
    public double c() {
        return chosen.c();
    }

    /** Returns the fit at the chosen penalty. */
    public ProbeTrainer trainer() {
        return kind.trainer(chosen.c());
    }
}
