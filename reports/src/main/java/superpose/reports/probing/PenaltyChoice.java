package superpose.reports.probing;

import java.util.ArrayList;
import java.util.List;
import superpose.analysis.detection.Auroc;
import superpose.data.HeldOutScores;
import superpose.probes.linear.ChoiceTask;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.LogisticTrainer;

/**
 * The penalty of a logistic probe, chosen on the validation rows by log loss.
 *
 * <p>Log loss and not AUROC: it is a proper score, so it still tells penalties apart where all of them order the rows alike
 * (AUROC 1 from end to end), it punishes a probe that is sure and wrong, and accuracy and code length depend on the same
 * calibration. Of equal losses the stronger penalty is taken.
 *
 * <p>Source of the one-standard-error rule: Breiman, Friedman, Olshen and Stone (1984), "Classification and Regression
 * Trees", section 3.4.3.
 *
 * @param c the choice
 * @param tried every penalty with its validation scores, C rising
 * @param atEdge the least loss is at an end of several values tried, so a better C may lie beyond
 * @param separable the weakest penalty tried puts every training row with the concept above every one without: without a
 *     penalty the weights would grow without bound
 */
public record PenaltyChoice(double c, List<Tried> tried, Edge atEdge, boolean separable) {

    /** Copies the list. */
    public PenaltyChoice {
        tried = List.copyOf(tried);
    }

    /** Where in the grid the least loss is. */
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
     * @param c the penalty
     * @param logLoss on the validation rows, nats a row
     * @param standardError of the log loss, over groups
     * @param auroc on the validation rows, in [0, 1]
     */
    public record Tried(double c, double logLoss, double standardError, double auroc) {}

    /** Fits each penalty to the training rows and compares them on the validation rows. */
    public static PenaltyChoice of(ChoiceTask task, PenaltyGrid grid) {
        List<LinearProbe> probes = grid.fit(task.training(), task.trainingConcept());
        List<Tried> tried = new ArrayList<>();
        int best = 0;
        for (int i = 0; i < probes.size(); i++) {
            HeldOutScores scores = task.validate(probes.get(i));
            LogLoss.Mean loss = LogLoss.Mean.of(scores);
            tried.add(new Tried(grid.values().get(i), loss.mean(), loss.standardError(), Auroc.of(scores)));
            best = loss.mean() < tried.get(best).logLoss() ? i : best;
        }
        double allowed = tried.get(best).logLoss()
                + (grid.oneStandardError() ? tried.get(best).standardError() : 0);
        double chosen = tried.stream()
                .filter(one -> one.logLoss() <= allowed)
                .findFirst()
                .orElseThrow()
                .c();
        return new PenaltyChoice(chosen, tried, edge(best, tried.size()), separates(probes.getLast(), task));
    }

    private static Edge edge(int best, int count) {
        if (count == 1) {
            return Edge.NONE;
        }
        return best == 0 ? Edge.STRONGEST_PENALTY : best == count - 1 ? Edge.WEAKEST_PENALTY : Edge.NONE;
    }

    private static boolean separates(LinearProbe probe, ChoiceTask task) {
        return Auroc.of(probe.score(task.training().values()), task.trainingConcept()) == 1;
    }

    /** Returns the fit at the chosen penalty. */
    public LogisticTrainer trainer() {
        return new LogisticTrainer(c);
    }
}
