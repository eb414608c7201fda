package superpose.reports.probing;

import superpose.analysis.detection.Auroc;
import superpose.analysis.detection.GroupBootstrap;
import superpose.data.HeldOutScores;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ProbeTrainer;

/**
 * The protocol of a probing run: fit on the training rows, score once on the test rows with an interval, and beside it
 * shuffled labels and the best single neuron.
 *
 * <p>Source: Hewitt and Liang (2019), "Designing and Interpreting Probes with Control Tasks", for the need of a control.
 *
 * @param trainer the kind of probe
 * @param resamples draws behind each interval, at least 100
 * @param permutations fits to shuffled labels, at least 1
 */
public record Probing(ProbeTrainer trainer, int resamples, int permutations) {

    private static final double LEVEL = 0.95;

    /** Checks the ranges. */
    public Probing {
        Require.that(resamples >= 100, "at least 100 resamples", resamples, "1000 is usual");
        Require.positive(permutations, "permutations");
    }

    /** The usual setting: 1,000 resamples and 10 permutations. */
    public static Probing with(ProbeTrainer trainer) {
        return new Probing(trainer, 1000, 10);
    }

    /** Fits and scores one probe; the same seed gives the same numbers. */
    public ProbeRun run(ProbeTask task, Seed seed) {
        LinearProbe probe = trainer.fit(task.training(), task.trainingConcept());
        GroupBootstrap forProbe = new GroupBootstrap(resamples, LEVEL, seed.child("probe"));
        HeldOutScores scores = task.score(probe);
        GroupBootstrap forNeuron = new GroupBootstrap(resamples, LEVEL, seed.child("neuron"));
        ProbeRun.Controls controls = new ProbeRun.Controls(
                ShuffledLabelControl.of(trainer, task, LabelShuffle.OVER_ROWS, permutations, seed.child("shuffle")),
                BestNeuron.of(task, held -> Auroc.of(held, forNeuron)));
        return new ProbeRun(
                probe,
                ProbeScore.of(scores, forProbe),
                controls,
                ClassCounts.of(task.trainingConcept(), scores.truth()));
    }
}
