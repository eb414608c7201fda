package superpose.reports.probing;

import java.util.ArrayList;
import java.util.List;
import superpose.analysis.detection.Auroc;
import superpose.analysis.detection.GroupBootstrap;
import superpose.analysis.statistics.Interval;
import superpose.data.Concept;
import superpose.data.Seed;
import superpose.probes.linear.ChoiceTask;
import superpose.probes.linear.NeuronOrder;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ProbeTrainer;
import superpose.probes.linear.TrainingActivations;

/**
 * How well the k best neurons do together, for growing k, and how many are enough.
 *
 * <p>The neurons are ordered on the training rows. The knee is found on the validation rows: the smallest k whose AUROC is
 * within one standard error of the best AUROC on the curve, the error being half the 68 % bootstrap interval of that best one
 * over groups. So the knee says how many neurons these rows can tell from all; more rows may tell more. The scores on the
 * test rows belong to the same neurons, fitted to training and validation rows, and no choice looks at them.
 *
 * <p>Source: Gurnee et al. (2023), "Finding Neurons in a Haystack", for the curve; Breiman et al. (1984), "Classification and
 * Regression Trees", section 3.4.3, for the rule.
 *
 * @param points one for each k, rising; the last is all neurons
 * @param knee the k that is enough
 * @param standardError of the best validation AUROC
 */
public record BestNeuronsCurve(List<Point> points, int knee, double standardError) {

    /** The share of a normal distribution within one standard deviation of its mean. */
    private static final double ONE_DEVIATION = 0.6827;

    /** Copies the list. */
    public BestNeuronsCurve {
        points = List.copyOf(points);
    }

    /**
     * A probe on the k best neurons.
     *
     * @param neurons k
     * @param validationAuroc of the fit to the training rows
     * @param testAuroc of the fit to training and validation rows
     */
    public record Point(int neurons, double validationAuroc, double testAuroc) {}

    /**
     * Measures the curve.
     *
     * @param whole the test AUROC of the probe on all neurons, which need not be fitted again
     */
    public static BestNeuronsCurve of(
            ProbeTrainer trainer, ChoiceTask choice, ProbeTask test, double whole, int resamples, Seed seed) {
        SomeNeurons probing = new SomeNeurons(trainer);
        TrainingActivations training = choice.training();
        Concept concept = choice.trainingConcept();
        NeuronOrder order = NeuronOrder.bestFirst(training, concept);
        GroupBootstrap bootstrap = new GroupBootstrap(resamples, ONE_DEVIATION, seed);
        List<Point> points = new ArrayList<>();
        Interval best = new Interval(0, 0, 0);
        for (int count : NeuronCounts.doublings(1, order.neurons())) {
            boolean all = count == order.neurons();
            int[] neurons = order.first(count);
            Interval validation = probing.fit(training, concept, neurons)
                    .map(probe -> Auroc.of(choice.validate(probe), bootstrap))
                    .orElse(new Interval(SomeNeurons.CHANCE, SomeNeurons.CHANCE, SomeNeurons.CHANCE));
            best = validation.estimate() > best.estimate() ? validation : best;
            points.add(new Point(count, validation.estimate(), all ? whole : probing.auroc(test, neurons)));
        }
        double error = (best.high() - best.low()) / 2;
        double enough = best.estimate() - error;
        int knee = points.stream()
                .filter(point -> point.validationAuroc() >= enough)
                .findFirst()
                .orElseThrow()
                .neurons();
        return new BestNeuronsCurve(points, knee, error);
    }
}
