package superpose.reports.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import superpose.analysis.detection.BestNeuronEstimate;
import superpose.analysis.detection.NeuronTests;
import superpose.analysis.statistics.BenjaminiHochberg;
import superpose.analysis.units.UnitActivity;
import superpose.analysis.units.UnitScores;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.reports.probing.NeuronSelectivity;

/**
 * What single neurons tell: each of them against every label, adjusted for all that was tested, and the best of each label
 * without the winner's curse.
 *
 * @param layers one for each of the activations
 * @param best one for each concept in each of the activations, by activations
 * @param rows how many rows the tests are on: for each set of rows that tables label alike, those used and those labelled
 */
record SingleNeurons(List<Layer> layers, List<Best> best, List<RowCount> rows) {

    /** A neuron is active where its activation is above this. */
    static final double ACTIVE = 0;

    SingleNeurons {
        layers = List.copyOf(layers);
        best = List.copyOf(best);
        rows = List.copyOf(rows);
    }

    /**
     * How many rows neurons were tested on.
     *
     * @param used the sample, or all
     * @param labelled all
     */
    record RowCount(int used, int labelled) {}

    /**
     * The neurons of some activations.
     *
     * @param activations where they are, with the rows that units are shown on
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

    /**
     * Tests all neurons of all activations for all concepts.
     *
     * @param activations with all rows
     * @param shown the same with those rows that units are shown on, which tell how active the neurons are
     * @param sets which rows the concepts are tested on
     * @param step told of each layer that is done
     */
    static SingleNeurons of(
            List<Activations> activations, List<Activations> shown, List<TestedRows> sets, Seed seed, Runnable step) {
        List<List<NeuronTests>> tests = new ArrayList<>();
        List<Best> best = new ArrayList<>();
        List<List<UnitActivity>> activity = new ArrayList<>();
        for (int layer = 0; layer < activations.size(); layer++) {
            String name = activations.get(layer).name();
            List<NeuronTests> ofLayer = new ArrayList<>();
            for (TestedRows set : sets) {
                Matrix values = set.of(activations.get(layer));
                ofLayer.addAll(NeuronTests.of(values, set.concepts(), set.groups()));
                for (Concept concept : set.concepts()) {
                    var halvings = BestNeuronEstimate.Halvings.usual(seed.child(concept.name()));
                    best.add(new Best(
                            name, concept.name(), BestNeuronEstimate.of(values, concept, set.groups(), halvings)));
                }
            }
            tests.add(ofLayer);
            activity.add(UnitActivity.of(UnitScores.ofNeurons(shown.get(layer).values()), ACTIVE));
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
            layers.add(new Layer(shown.get(layer), activity.get(layer), selectivity(ofLayer, adjusted, from)));
            from += ofLayer.stream().mapToInt(NeuronTests::neurons).sum();
        }
        List<RowCount> rows = sets.stream()
                .map(set -> new RowCount(set.groups().samples(), set.labelled()))
                .toList();
        return new SingleNeurons(layers, best, rows);
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
