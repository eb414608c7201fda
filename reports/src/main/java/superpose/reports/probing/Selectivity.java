package superpose.reports.probing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import superpose.analysis.detection.Auroc;
import superpose.analysis.detection.Confusion;
import superpose.analysis.detection.DetectionScores;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ProbeTrainer;

/**
 * How much better the same kind of probe reads the concept than labels that can only be known by heart.
 *
 * <p>In a control task every token gets a label by chance, at the rate of the concept, and keeps it wherever it comes. A probe
 * that is good at that remembers tokens, and its score of the concept says as little.
 *
 * <p>Source: Hewitt and Liang (2019), "Designing and Interpreting Probes with Control Tasks". Theirs is the difference of
 * accuracies; beside it we take that of AUROCs, as the accuracy of a rare concept says little.
 *
 * @param auroc of the probe less that of the control tasks, at most 1; near 0 where the probe remembers
 * @param accuracy of the probe less that of the control tasks
 * @param controlAuroc mean over the control tasks, on their own test labels
 * @param controlAccuracy mean over the control tasks
 * @param tasks how many control tasks
 */
public record Selectivity(double auroc, double accuracy, double controlAuroc, double controlAccuracy, int tasks) {

    /** Draws that may leave a class out of the training or the test rows before a control task is given up. */
    private static final int ATTEMPTS = 100;

    /**
     * Fits and scores control tasks.
     *
     * @param scores of the probe of the concept, on the test rows
     * @param tokens [all rows]
     * @param tasks how many, at least 1
     * @return nothing where the tokens or the concept are too few for labels with both classes
     */
    public static Optional<Selectivity> of(
            ProbeTrainer trainer, ProbeTask task, DetectionScores scores, Groups tokens, int tasks, Seed seed) {
        List<ProbeTask> controls = new ArrayList<>();
        for (int draw = 0; draw < Require.positive(tasks, "control tasks"); draw++) {
            Optional<Concept> labels = labels(task, tokens, seed.child(draw));
            if (labels.isEmpty()) {
                return Optional.empty();
            }
            controls.add(task.withConcept(labels.get()));
        }
        List<LinearProbe> probes = trainer.fitAll(
                task.training(),
                controls.stream().map(ProbeTask::trainingConcept).toList());
        double auroc = 0;
        double accuracy = 0;
        for (int control = 0; control < tasks; control++) {
            HeldOutScores held = controls.get(control).score(probes.get(control));
            auroc += Auroc.of(held) / tasks;
            accuracy += Confusion.of(held).accuracy() / tasks;
        }
        return Optional.of(new Selectivity(
                scores.auroc().estimate() - auroc, scores.accuracy().estimate() - accuracy, auroc, accuracy, tasks));
    }

    private static Optional<Concept> labels(ProbeTask task, Groups tokens, Seed seed) {
        Concept concept = task.trainingConcept();
        double rate = (double) concept.positives() / concept.samples();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            RandomGenerator generator = seed.child(attempt).generator();
            boolean[] ofToken = new boolean[tokens.count()];
            for (int token = 0; token < ofToken.length; token++) {
                ofToken[token] = generator.nextDouble() < rate;
            }
            boolean[] present = new boolean[tokens.samples()];
            for (int row = 0; row < present.length; row++) {
                present[row] = ofToken[tokens.of(row)];
            }
            Concept labels = Concept.of("control task of " + concept.name(), present);
            if (task.canAsk(labels)) {
                return Optional.of(labels);
            }
        }
        return Optional.empty();
    }
}
