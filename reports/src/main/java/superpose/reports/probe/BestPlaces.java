package superpose.reports.probe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import superpose.reports.probing.ConceptFindings;

/** Of each concept, the activations that it is read best from, as the validation rows say: the test rows have no say. */
final class BestPlaces {

    private BestPlaces() {}

    /** Returns one of the findings for each concept, in the order of the concepts; of equal ones the first. */
    static List<ConceptFindings> of(List<ConceptFindings> findings) {
        Map<String, ConceptFindings> best = new LinkedHashMap<>();
        for (ConceptFindings one : findings) {
            best.merge(one.where().concept(), one, (held, other) -> validated(other) > validated(held) ? other : held);
        }
        return new ArrayList<>(best.values());
    }

    private static double validated(ConceptFindings one) {
        return one.penalty().chosen().auroc();
    }
}
