package superpose.reports.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import superpose.analysis.statistics.Interval;
import superpose.analysis.units.LogitEffect;
import superpose.analysis.units.NeuronNeighbours;
import superpose.analysis.units.UnitScores;
import superpose.data.Activations;
import superpose.data.Matrix;
import superpose.probes.linear.LinearProbe;
import superpose.reports.examples.ExamplePlan;
import superpose.reports.examples.KnownRows;
import superpose.reports.examples.RowLabels;
import superpose.reports.examples.TokenWords;
import superpose.reports.pages.FeaturePanel;
import superpose.reports.panels.LanguageModelHead;
import superpose.reports.panels.RowLooks;
import superpose.reports.panels.UnitPanel;
import superpose.reports.panels.UnitReading;
import superpose.reports.panels.UnitSurvey;
import superpose.reports.probing.ConceptFindings;
import superpose.reports.probing.NeuronSelectivity;

/**
 * The panels about single units: the probes as directions, and the neurons that tell the labels best.
 *
 * @param looks how rows are shown
 * @param labels the rows of each concept, by its name
 * @param most how many panels of each kind
 * @param head what turns the model's last residual stream into logits, if it is known
 * @param words how tokens are shown
 */
record UnitPanels(
        RowLooks looks, Map<String, RowLabels> labels, int most, Optional<LanguageModelHead> head, TokenWords words) {

    /** Correlations with all neurons of the activations are measured on so many rows. */
    private static final int NEIGHBOUR_ROWS = 20_000;

    private static final int NEIGHBOURS = 5;
    private static final int TOKENS = 10;

    /**
     * A neuron that tells a label.
     *
     * @param layer index of the activations
     * @param neuron its index
     * @param label what it tells
     */
    private record Chosen(int layer, int neuron, NeuronSelectivity.Label label) {}

    /** Makes the panel of a probe, as a direction of the activations that it reads. */
    FeaturePanel ofProbe(ConceptFindings found, Activations activations, LinearProbe probe) {
        String concept = found.where().concept();
        Optional<RowLabels> known = Optional.ofNullable(labels.get(concept));
        UnitScores scores =
                UnitScores.ofDirections(activations.values(), probe.direction().matrix(), probe.intercept());
        UnitSurvey survey =
                UnitSurvey.of(scores, new KnownRows(looks.index(), List.of(known)), ExamplePlan.forProbes(), 0);
        UnitPanel panel = UnitPanel.of(
                        "Probe of " + concept + " in " + activations.name(),
                        "A direction fitted to " + concept + "; its score is above 0 where it says yes.",
                        looks,
                        known)
                .reading(new UnitReading(concept, found.scores().auroc()))
                .survey(survey, 0);
        return withLogits(panel, activations.name(), probe.direction().matrix().row(0))
                .panel();
    }

    /** Makes the panels of the most telling neurons, one label after the other. */
    List<FeaturePanel> ofNeurons(SingleNeurons neurons) {
        List<Chosen> chosen = chosen(neurons);
        List<FeaturePanel> panels = new ArrayList<>();
        for (int layer = 0; layer < neurons.layers().size(); layer++) {
            int here = layer;
            List<Chosen> ofLayer =
                    chosen.stream().filter(one -> one.layer == here).toList();
            if (!ofLayer.isEmpty()) {
                panels.addAll(ofLayer(neurons.layers().get(layer), ofLayer));
            }
        }
        return panels;
    }

    private List<FeaturePanel> ofLayer(SingleNeurons.Layer layer, List<Chosen> chosen) {
        Matrix values = layer.activations().values();
        UnitScores scores = UnitScores.ofNeurons(
                values, chosen.stream().mapToInt(Chosen::neuron).toArray());
        List<Optional<RowLabels>> known = chosen.stream()
                .map(one -> Optional.ofNullable(labels.get(one.label.concept())))
                .toList();
        UnitSurvey survey = UnitSurvey.of(
                scores, new KnownRows(looks.index(), known), ExamplePlan.forNeurons(), SingleNeurons.ACTIVE);
        NeuronNeighbours neighbours = NeuronNeighbours.of(scores, values, NEIGHBOUR_ROWS);
        List<FeaturePanel> panels = new ArrayList<>();
        for (int unit = 0; unit < chosen.size(); unit++) {
            Chosen one = chosen.get(unit);
            UnitPanel panel = UnitPanel.of(
                            layer.activations().name() + ", neuron " + one.neuron,
                            sentence(layer.neurons().get(one.neuron)),
                            looks,
                            known.get(unit))
                    .reading(new UnitReading(one.label.concept(), Interval.unbounded(one.label.auroc())))
                    .survey(survey, unit)
                    .neighbours(neighbours.nearest(unit, NEIGHBOURS));
            panels.add(withLogits(panel, layer.activations().name(), only(one.neuron, values.columns()))
                    .panel());
        }
        return panels;
    }

    private UnitPanel withLogits(UnitPanel panel, String activations, float[] unit) {
        return head.flatMap(known -> known.direction(activations, unit)
                        .map(direction -> LogitEffect.of(known.unembedding(), direction, TOKENS)))
                .map(effect -> panel.logits(effect, words, LanguageModelHead.note(activations)))
                .orElse(panel);
    }

    private static float[] only(int neuron, int neurons) {
        float[] unit = new float[neurons];
        unit[neuron] = 1;
        return unit;
    }

    private static String sentence(NeuronSelectivity neuron) {
        List<String> told = neuron.labels().stream()
                .filter(label -> label.adjustedP() <= NeuronReport.RATE
                        && Math.abs(label.auroc() - 0.5) >= NeuronReport.LEAST_EFFECT)
                .sorted(Comparator.comparingDouble(label -> -Math.abs(label.auroc() - 0.5)))
                .map(label -> String.format(
                        Locale.ROOT,
                        "%s with %s (AUROC %.2f)",
                        label.auroc() > 0.5 ? "higher" : "lower",
                        label.concept(),
                        label.auroc()))
                .toList();
        return told.isEmpty() ? "Tells none of the labels." : "It is " + String.join(", ", told) + ".";
    }

    /** Takes the best neuron of each label in turn, then the second best, until there are enough. */
    private List<Chosen> chosen(SingleNeurons neurons) {
        List<List<Chosen>> ranked = new ArrayList<>();
        int concepts = neurons.layers().getFirst().neurons().getFirst().labels().size();
        for (int concept = 0; concept < concepts; concept++) {
            ranked.add(ranked(neurons, concept));
        }
        Set<Chosen> chosen = new LinkedHashSet<>();
        Set<List<Integer>> taken = new LinkedHashSet<>();
        int deepest = ranked.getFirst().size();
        for (int place = 0; place < deepest && chosen.size() < most; place++) {
            for (List<Chosen> ofConcept : ranked) {
                Chosen next = ofConcept.get(place);
                if (chosen.size() < most && taken.add(List.of(next.layer, next.neuron))) {
                    chosen.add(next);
                }
            }
        }
        return List.copyOf(chosen);
    }

    private static List<Chosen> ranked(SingleNeurons neurons, int concept) {
        List<Chosen> all = new ArrayList<>();
        for (int layer = 0; layer < neurons.layers().size(); layer++) {
            for (NeuronSelectivity neuron : neurons.layers().get(layer).neurons()) {
                all.add(new Chosen(layer, neuron.neuron(), neuron.labels().get(concept)));
            }
        }
        all.sort(Comparator.comparingDouble(one -> -Math.abs(one.label.auroc() - 0.5)));
        return all;
    }
}
