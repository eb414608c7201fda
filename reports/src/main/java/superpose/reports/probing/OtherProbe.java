package superpose.reports.probing;

import java.util.ArrayList;
import java.util.List;
import superpose.analysis.detection.Auroc;
import superpose.analysis.statistics.Interval;
import superpose.data.HeldOutScores;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ThreePartTask;

/**
 * What a probe of another kind reaches on the same rows: where all kinds agree, the answer does not hang on the kind.
 *
 * @param kind of probe
 * @param c its penalty, chosen on the validation rows as for any probe; NaN where the kind has none
 * @param auroc on the test rows
 * @param behind by how much the AUROC of the run's own kind is above this one, on the same test rows
 */
public record OtherProbe(ProbeKind kind, double c, Interval auroc, Interval behind) {

    /** The usual one, and two that need little: the covariance, and not even that. */
    private static final List<ProbeKind> COMPARED =
            List.of(ProbeKind.LOGISTIC, ProbeKind.LDA, ProbeKind.MEAN_DIFFERENCE);

    /**
     * Fits the kinds that are compared, but for the run's own.
     *
     * @param own the kind of the run
     * @param held what its probe scored on the test rows
     * @param level chance of the intervals to cover, in (0, 1)
     */
    static List<OtherProbe> beside(ProbeKind own, HeldOutScores held, ThreePartTask task, double level) {
        ProbeTask test = task.test();
        List<OtherProbe> others = new ArrayList<>();
        for (ProbeKind kind : COMPARED) {
            if (kind != own) {
                double c = kind.hasPenalty()
                        ? PenaltyChoice.of(task.choice(), PenaltyGrid.usual(kind))
                                .c()
                        : Double.NaN;
                HeldOutScores scores = test.score(kind.trainer(c).fit(test.training(), test.trainingConcept()));
                others.add(new OtherProbe(kind, c, Auroc.deLong(scores, level), Auroc.difference(held, scores, level)));
            }
        }
        return List.copyOf(others);
    }
}
