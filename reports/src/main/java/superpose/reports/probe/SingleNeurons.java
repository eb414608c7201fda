package superpose.reports.probe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import superpose.analysis.detection.BestNeuronEstimate;
import superpose.analysis.detection.NeuronTests;
import superpose.analysis.statistics.BenjaminiHochberg;
import superpose.analysis.units.UnitActivity;
import superpose.analysis.units.UnitScores;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.reports.probing.NeuronSelectivity;
import superpose.reports.sources.LabelledTable;

/**
 * What single neurons tell: each of them against every label, adjusted for all that was tested, and the best of each label
 * without the winner's curse.
 *
 * @param layers one for each of the activations
 * @param best one for each concept in each of the activations, by activations
 */
record SingleNeurons(List<Layer> layers, List<Best> best) {

    /** A neuron is active where its activation is above this. */
    static final double ACTIVE = 0;

    SingleNeurons {
        layers = List.copyOf(layers);
        best = List.copyOf(best);
    }

    /**
     * The neurons of some activations.
     *
     * @param activations where they are
     * @param activity of each neuron
     * @param neurons of each neuron, its AUROC for every label
     */
    record Layer(Activations activations, List<UnitActivity> activity, List<NeuronSelectivity> neurons) {}

    /**
     * The best neuron for a concept.
     *
     * @param activations where it is
     * @param concept what it tells
     * @param estimate how well, on the rows it was chosen on and on others
     */
    record Best(String activations, String concept, BestNeuronEstimate estimate) {}

    /** Tables that label the same rows, grouped alike: their concepts are tested in one pass. */
    private record RowSet(LabelledTable rows, List<Concept> concepts) {

        static List<RowSet> of(List<LabelledTable> tables) {
            Map<String, RowSet> sets = new LinkedHashMap<>();
            for (LabelledTable table : tables) {
                String key = Arrays.hashCode(table.rows()) + " "
                        + Arrays.hashCode(table.groups().ids());
                RowSet known = sets.get(key);
                if (known != null && known.isOf(table)) {
                    known.concepts.addAll(table.concepts());
                } else {
                    sets.put(
                            known == null ? key : key + " " + sets.size(),
                            new RowSet(table, new ArrayList<>(table.concepts())));
                }
            }
            return new ArrayList<>(sets.values());
        }

        private boolean isOf(LabelledTable table) {
            return Arrays.equals(rows.rows(), table.rows())
                    && Arrays.equals(rows.groups().ids(), table.groups().ids());
        }
    }

    /**
     * Tests all neurons of all activations for all concepts of all tables.
     *
     * @param step told of each layer that is done
     */
    static SingleNeurons of(List<Activations> activations, List<LabelledTable> tables, Seed seed, Runnable step) {
        List<RowSet> sets = RowSet.of(tables);
        List<List<NeuronTests>> tests = new ArrayList<>();
        List<Best> best = new ArrayList<>();
        List<List<UnitActivity>> activity = new ArrayList<>();
        for (Activations layer : activations) {
            List<NeuronTests> ofLayer = new ArrayList<>();
            for (RowSet set : sets) {
                Matrix values = layer.values().viewRows(set.rows.rows());
                Groups groups = set.rows.groups();
                ofLayer.addAll(NeuronTests.of(values, set.concepts, groups));
                for (Concept concept : set.concepts) {
                    var halvings = BestNeuronEstimate.Halvings.usual(seed.child(concept.name()));
                    best.add(new Best(
                            layer.name(), concept.name(), BestNeuronEstimate.of(values, concept, groups, halvings)));
                }
            }
            tests.add(ofLayer);
            activity.add(UnitActivity.of(UnitScores.ofNeurons(layer.values()), ACTIVE));
            step.run();
        }
        BenjaminiHochberg adjusted = BenjaminiHochberg.of(tests.stream()
                .flatMap(List::stream)
                .flatMapToDouble(test -> IntStream.range(0, test.neurons()).mapToDouble(test::pValue))
                .toArray());
        List<Layer> layers = new ArrayList<>();
        int from = 0;
        for (int layer = 0; layer < tests.size(); layer++) {
            List<NeuronTests> ofLayer = tests.get(layer);
            layers.add(new Layer(activations.get(layer), activity.get(layer), selectivity(ofLayer, adjusted, from)));
            from += ofLayer.stream().mapToInt(NeuronTests::neurons).sum();
        }
        return new SingleNeurons(layers, best);
    }

    private static List<NeuronSelectivity> selectivity(List<NeuronTests> tests, BenjaminiHochberg adjusted, int from) {
        int neurons = tests.getFirst().neurons();
        double[][] aurocs = new double[tests.size()][neurons];
        double[][] p = new double[tests.size()][neurons];
        for (int test = 0; test < p.length; test++) {
            for (int neuron = 0; neuron < neurons; neuron++) {
                aurocs[test][neuron] = tests.get(test).auroc(neuron);
                p[test][neuron] = adjusted.adjusted(from + test * neurons + neuron);
            }
        }
        return NeuronSelectivity.of(
                tests.stream().map(test -> test.concept().name()).toList(), aurocs, p);
    }
}
