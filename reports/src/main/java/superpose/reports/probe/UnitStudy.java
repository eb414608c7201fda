package superpose.reports.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.data.io.ArrayFiles;
import superpose.data.io.ArrayReference;
import superpose.data.io.ImageFiles;
import superpose.data.io.RowIndex;
import superpose.data.io.StoredArray;
import superpose.probes.linear.LinearProbe;
import superpose.probes.model.TextTokenizer;
import superpose.reports.examples.RowLabels;
import superpose.reports.examples.RowPictures;
import superpose.reports.examples.TokenWords;
import superpose.reports.experiments.Lab;
import superpose.reports.pages.FeaturePanel;
import superpose.reports.panels.LanguageModelHead;
import superpose.reports.panels.RowLooks;
import superpose.reports.probing.ConceptFindings;
import superpose.reports.sources.LabelledTable;

/** Looks at single units: tests every neuron, and shows what the probes and the most telling neurons respond to. */
final class UnitStudy {

    /** Grey images have one channel. */
    private static final int CHANNELS = 1;

    private final ProbePlan plan;
    private final RowIndex index;
    private final List<Activations> activations;
    private final List<LabelledTable> tables;
    private final ShownRows shown;
    private final Seed seed;

    /**
     * Decides which rows are looked at.
     *
     * @param index of all rows
     * @param activations of all rows
     * @param tables labels of some
     */
    UnitStudy(ProbePlan plan, RowIndex index, List<Activations> activations, List<LabelledTable> tables, Seed seed) {
        this.plan = plan;
        this.index = index;
        this.activations = activations;
        this.tables = tables;
        this.shown = ShownRows.of(index, plan.comparisonRows(), seed.child("shown"));
        this.seed = seed;
    }

    /**
     * Looks at units.
     *
     * @param findings of all concepts in all activations
     * @param probes fits the probe of a concept again, to be seen as a direction
     */
    NeuronReport report(
            List<ConceptFindings> findings, BiFunction<ConceptFindings, Activations, LinearProbe> probes, Lab lab) {
        List<Activations> looked = activations.stream().map(shown::of).toList();
        List<TestedRows> tested = TestedRows.of(tables, plan.comparisonRows(), seed.child("tested"));
        lab.progress().begin("neurons", activations.size());
        SingleNeurons neurons;
        try {
            neurons = SingleNeurons.of(
                    activations, looked, tested, seed, () -> lab.progress().advance(1));
        } finally {
            lab.progress().end();
        }
        ProbePlan.Panels panels = plan.panels();
        if (panels.neurons() == 0) {
            return new NeuronReport(neurons, List.of(), shown.words());
        }
        if (panels.tokenizer().isEmpty()) {
            return new NeuronReport(neurons, panels(neurons, findings, probes, TokenWords.ids()), shown.words());
        }
        try (TextTokenizer tokenizer = TextTokenizer.open(panels.tokenizer().get())) {
            return new NeuronReport(
                    neurons, panels(neurons, findings, probes, TokenWords.of(tokenizer)), shown.words());
        }
    }

    private List<FeaturePanel> panels(
            SingleNeurons neurons,
            List<ConceptFindings> findings,
            BiFunction<ConceptFindings, Activations, LinearProbe> probes,
            TokenWords words) {
        ProbePlan.Panels panels = plan.panels();
        UnitPanels units = new UnitPanels(
                looks(words), labels(), panels.neurons(), panels.model().flatMap(LanguageModelHead::read), words);
        List<FeaturePanel> all = new ArrayList<>();
        for (ConceptFindings found :
                BestPlaces.of(findings).stream().limit(panels.neurons()).toList()) {
            Activations layer = layer(found.where().activations());
            all.add(units.ofProbe(found, shown.of(layer), probes.apply(found, layer)));
        }
        all.addAll(units.ofNeurons(neurons));
        return all;
    }

    private Activations layer(String name) {
        return activations.stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private RowLooks looks(TokenWords words) {
        Optional<RowPictures> pictures =
                plan.panels().images().map(UnitStudy::array).map(RowPictures::of);
        pictures.ifPresent(known -> Require.that(
                known.count() >= lastInput() + 1,
                "an image for every input, " + (lastInput() + 1),
                known.count(),
                "give the images that the activations are of"));
        return pictures.<RowLooks>map(known -> new RowLooks.Images(shown.index(), known))
                .orElseGet(() -> new RowLooks.Tokens(shown.index(), words));
    }

    private long lastInput() {
        return index.input(index.rows() - 1);
    }

    private static StoredArray array(ArrayReference reference) {
        return reference.array().isEmpty() && ImageFiles.areImages(reference.file())
                ? ImageFiles.read(reference.file(), CHANNELS)
                : ArrayFiles.array(reference);
    }

    private Map<String, RowLabels> labels() {
        Map<String, RowLabels> labels = new HashMap<>();
        for (LabelledTable table : tables) {
            for (Concept concept : table.concepts()) {
                labels.put(concept.name(), shown.labels(concept, table.rows()));
            }
        }
        return labels;
    }
}
