package superpose.reports.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import superpose.analysis.detection.ClassConfusion;
import superpose.data.Concept;
import superpose.data.HeldOutScores;
import superpose.probes.linear.ProbeTask;
import superpose.reports.probing.ConceptFindings;
import superpose.reports.sources.LabelledTable;

/**
 * How well the probes of all classes of a table tell them apart: every test row is given the class whose probe gives it the
 * highest probability.
 *
 * @param labels what the table is called
 * @param activations where the classes are read best on average, as the validation rows say
 * @param classes their names
 * @param confusion on the test rows
 */
record ClassFindings(String labels, String activations, List<String> classes, ClassConfusion confusion) {

    /** Two classes are one concept; many do not fit a table that anyone reads. */
    private static final int FEWEST = 3;

    private static final int MOST = 20;

    private static final double LEVEL = 0.95;

    /** Copies the list. */
    ClassFindings {
        classes = List.copyOf(classes);
    }

    /** Tells whether a table has a number of classes for which this can be asked. */
    static boolean isAskedOf(LabelledTable table) {
        int classes = table.labels().classes().size();
        return classes >= FEWEST && classes <= MOST;
    }

    /**
     * Returns the findings of each class of a table in the activations where the classes are read best, in the order of the
     * classes; of equal activations the first.
     *
     * @param findings of all concepts in all activations, of a kind of probe that gives probabilities
     */
    static List<ConceptFindings> best(LabelledTable table, List<ConceptFindings> findings) {
        List<String> concepts = table.concepts().stream().map(Concept::name).toList();
        Map<String, List<ConceptFindings>> byActivations = new LinkedHashMap<>();
        for (ConceptFindings one : findings) {
            if (concepts.contains(one.where().concept())) {
                byActivations
                        .computeIfAbsent(one.where().activations(), any -> new ArrayList<>())
                        .add(one);
            }
        }
        List<List<ConceptFindings>> all = new ArrayList<>(byActivations.values());
        // Negated, as of equal ones the minimum of a stream is the first and its maximum the last.
        return all.stream()
                .min(Comparator.comparingDouble(classes -> -classes.stream()
                        .mapToDouble(one -> one.penalty().chosen().auroc())
                        .sum()))
                .orElseThrow();
    }

    /**
     * Fits the probe of each class again and compares their scores.
     *
     * @param best of each class, all in the same activations
     * @param task of any concept of the table in those
     */
    static ClassFindings of(LabelledTable table, List<ConceptFindings> best, ProbeTask task) {
        List<HeldOutScores> scores = new ArrayList<>();
        List<Concept> concepts = table.concepts();
        for (int one = 0; one < concepts.size(); one++) {
            ProbeTask ofClass = task.withConcept(concepts.get(one));
            scores.add(ofClass.score(
                    best.get(one).penalty().trainer().fit(ofClass.training(), ofClass.trainingConcept())));
        }
        return new ClassFindings(
                table.labels().name(),
                best.getFirst().where().activations(),
                table.labels().classes(),
                ClassConfusion.of(scores, LEVEL));
    }
}
