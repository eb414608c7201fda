package superpose.analysis.detection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import superpose.analysis.statistics.BenjaminiHochberg;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * Which single neurons have anything to do with a concept: the AUROC of each, the p-value against 0.5 and the p-value adjusted
 * for all that was tested at once.
 *
 * <p>The tests are those of Wilcoxon's rank sum, exact for ties, with whole groups as witnesses where samples come in groups
 * ({@link Auroc#pValue}); the adjustment is that of {@link BenjaminiHochberg} over all neurons and concepts, so calling every
 * adjusted value below q a discovery keeps the expected share of false ones at or below q. A constant neuron has AUROC 0.5 and p-value 1. The AUROC of a neuron that was picked for being high is
 * too high: see {@link BestNeuronEstimate}.
 */
public final class NeuronTests {

    private final Concept concept;
    private final double[] aurocs;
    private final double[] pValues;
    private final double[] adjusted;

    private NeuronTests(Concept concept, double[] aurocs, double[] pValues, double[] adjusted) {
        this.concept = concept;
        this.aurocs = aurocs;
        this.pValues = pValues;
        this.adjusted = adjusted;
    }

    /**
     * Tests every neuron for every concept; each neuron is sorted once, and the activations may be larger than memory.
     *
     * @param activations [samples, neurons], not NaN
     * @param concepts each [samples], with both classes
     * @param groups [samples], which of them belong together
     * @return one for each concept, in their order
     */
    public static List<NeuronTests> of(Matrix activations, List<Concept> concepts, Groups groups) {
        List<RankSumTest> tests = new ArrayList<>();
        for (Concept concept : concepts) {
            Require.same(activations.rows(), concept.samples(), "labels of " + concept.name() + " for the activations");
            tests.add(RankSumTest.of(concept, groups));
        }
        int neurons = activations.columns();
        double[][] aurocs = new double[concepts.size()][neurons];
        double[] pValues = new double[Math.multiplyExact(concepts.size(), neurons)];
        SortedColumn.forEach(activations, (neuron, column) -> {
            double[] ranks = column.centredRanks();
            for (int concept = 0; concept < tests.size(); concept++) {
                aurocs[concept][neuron] = tests.get(concept).aurocOfRanks(ranks);
                pValues[concept * neurons + neuron] = tests.get(concept).pValueOfRanks(ranks);
            }
        });
        double[] adjusted = BenjaminiHochberg.of(pValues).toArray();
        List<NeuronTests> results = new ArrayList<>();
        for (int concept = 0; concept < tests.size(); concept++) {
            int from = concept * neurons;
            results.add(new NeuronTests(
                    concepts.get(concept),
                    aurocs[concept],
                    Arrays.copyOfRange(pValues, from, from + neurons),
                    Arrays.copyOfRange(adjusted, from, from + neurons)));
        }
        return List.copyOf(results);
    }

    /** Returns what the neurons were tested for. */
    public Concept concept() {
        return concept;
    }

    /** Returns the number of neurons. */
    public int neurons() {
        return aurocs.length;
    }

    /** Returns the AUROC of a neuron, in [0, 1]; below 0.5 where it is lower with the concept. */
    public double auroc(int neuron) {
        return aurocs[neuron];
    }

    /** Returns the two-sided p-value of a neuron against an AUROC of 0.5, in [0, 1]. */
    public double pValue(int neuron) {
        return pValues[neuron];
    }

    /** Returns the p-value of a neuron adjusted for all neurons and concepts, in [0, 1]. */
    public double adjusted(int neuron) {
        return adjusted[neuron];
    }

    /** Returns how many neurons are discoveries at a false discovery rate over all neurons and concepts. */
    public int discoveries(double rate) {
        return (int) Arrays.stream(adjusted).filter(p -> p <= rate).count();
    }
}
