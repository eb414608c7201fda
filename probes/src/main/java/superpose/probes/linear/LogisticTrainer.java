package superpose.probes.linear;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import superpose.data.Concept;
import superpose.data.Require;

/**
 * Logistic regression with an L2 penalty: the minimiser of {@code |w|^2 / 2 + C sum log(1 + exp(-y (w x + b)))} over
 * standardised neurons, the intercept not penalised.
 *
 * <p>Source: the objective of scikit-learn's LogisticRegression (Pedregosa et al. 2011), minimised by L-BFGS
 * (Liu and Nocedal 1989). Every step starts from the curvature {@code I + C mean(p (1 - p)) X^T X}, which leaves about ten
 * passes over the rows for any number of concepts and penalties; that needs a few times neurons^2 doubles. A fit ends when
 * its loss is expected to fall by no more than 1e-8 of how far it fell from weights 0, which is an error of about 1e-4 of the
 * weights. Where a weak penalty lets weights grow that the classes, far apart, no longer hold back, that is an error of the
 * loss alone; and such fits take some dozens of passes.
 *
 * @param c how much the samples weigh against the penalty, above 0
 */
public record LogisticTrainer(double c) implements ProbeTrainer {

    /** Checks the range. */
    public LogisticTrainer {
        Require.positive(c, "C");
    }

    /** The usual setting, C = 1. */
    public LogisticTrainer() {
        this(1);
    }

    @Override
    public LinearProbe fit(TrainingActivations training, Concept concept) {
        return fitAll(training, List.of(concept)).getFirst();
    }

    @Override
    public List<LinearProbe> fitAll(TrainingActivations training, List<Concept> concepts) {
        return fitPath(training, concepts, List.of(c)).getFirst();
    }

    /**
     * Fits every concept at every one of several penalties, all in the same passes over the rows.
     *
     * @param concepts [samples] each, with and without the concept
     * @param cs values of C, each above 0
     * @return for each C, in the given order, the probe of each concept
     * @throws superpose.data.BadInputException if a concept is in all samples or in none
     */
    public static List<List<LinearProbe>> fitPath(
            TrainingActivations training, List<Concept> concepts, List<Double> cs) {
        concepts.forEach(training::requireLabels);
        List<LogisticSearch> searches = new ArrayList<>();
        for (double c : cs) {
            for (Concept concept : concepts) {
                searches.add(new LogisticSearch(concept, training.neurons(), Require.positive(c, "C")));
            }
        }
        LockstepSearch.runAll(training, searches);
        List<List<LinearProbe>> path = new ArrayList<>();
        for (int i = 0; i < cs.size(); i++) {
            path.add(searches.subList(i * concepts.size(), (i + 1) * concepts.size()).stream()
                    .map(search -> search.probe(training.standardization()))
                    .toList());
        }
        return path;
    }

    @Override
    public String name() {
        return String.format(Locale.ROOT, "logistic regression (C = %s)", c);
    }
}
