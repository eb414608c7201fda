package superpose.reports.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import superpose.analysis.detection.SelectionBias;
import superpose.analysis.statistics.Interval;
import superpose.data.Seed;
import superpose.reports.figures.BarChart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.pages.FeaturePanel;
import superpose.reports.pages.Section;
import superpose.reports.panels.UnitReading;
import superpose.reports.panels.UnitRow;
import superpose.reports.panels.UnitTables;
import superpose.reports.probing.NeuronSelectivity;
import tech.tablesaw.api.Table;

/** The part of a probing run's page that is about single neurons. */
final class NeuronReport {

    /** Share of false discoveries that is put up with. */
    static final double RATE = 0.05;

    /** With many rows, differences that do not matter are certain too: an AUROC must be as far from 0.5 as this. */
    static final double LEAST_EFFECT = 0.1;

    private static final String CHOSEN_ON = "on the rows it was chosen on";
    private static final String OTHERS = "on other rows";

    private static final SelectionBias.World CURSE = new SelectionBias.World(400, 0.2, 0, 0);
    private static final int REPEATS = 40;

    private final SingleNeurons neurons;
    private final List<FeaturePanel> panels;

    /** On how many of how many rows units are shown; empty where on all. */
    private final Optional<String> shown;

    NeuronReport(SingleNeurons neurons, List<FeaturePanel> panels, Optional<String> shown) {
        this.neurons = neurons;
        this.panels = List.copyOf(panels);
        this.shown = shown;
    }

    List<Table> tables() {
        return List.of(bestNeurons("best_single_neurons"), bias("selection_bias"), UnitTables.units("neurons", rows()));
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(single());
        if (!panels.isEmpty()) {
            Section section = Section.titled("What single units respond to")
                    .prose(
                            "The probe of each concept where it is read best, as a direction, and the neurons that tell the"
                                    + " concepts best, one concept after the other."
                                    + shown.map(rows ->
                                                    " Examples and histograms are of a random sample of whole inputs: "
                                                            + rows + ".")
                                            .orElse(""));
            for (FeaturePanel panel : panels) {
                section = section.add(panel);
            }
            sections.add(section);
        }
        return sections;
    }

    private Section single() {
        List<UnitRow> rows = rows();
        long telling =
                rows.stream().filter(row -> row.selectivity().labels() > 0).count();
        long several =
                rows.stream().filter(row -> row.selectivity().labels() > 1).count();
        return Section.titled("What single neurons tell")
                .prose("Every neuron was tested for every label, "
                        + rows.size() + " neurons and " + concepts() + " labels; p-values are adjusted for all of"
                        + " these tests (Benjamini and Hochberg, 5 % false discoveries), and an AUROC counts as telling from "
                        + "0.6 or below 0.4. " + telling + " neurons tell at least one of the labels, " + several
                        + " more than one: polysemantic as far as these labels reach.\n\n"
                        + "The best of many neurons looks better than it is on the rows that it was chosen on. The corrected"
                        + " score is that of neurons chosen on one half of the groups and scored on the other."
                        + onSampledRows())
                .chart(BarChart.of(
                                new ChartText(
                                        "The best single neuron, as it looks and as it is",
                                        "For each concept in the activations with the best neuron; the interval is at"
                                                + " 95 %, over groups."),
                                curse(),
                                ChartAxis.category("concept", "concept"),
                                ChartAxis.linear("auroc", "AUROC"))
                        .seriesBy("scored")
                        .interval("auroc_ci_low", "auroc_ci_high")
                        .from(0.5)
                        .chart()
                        .withTableFile("tables/best_single_neurons.csv"))
                .chart(LineChart.of(
                                new ChartText(
                                        "Why the best of many must be scored on other rows",
                                        "Simulated neurons that know nothing, " + CURSE.rows()
                                                + " rows: by how much the AUROC"
                                                + " of the best is above the truth; bands are two standard errors."),
                                bias("selection_bias"),
                                ChartAxis.neurons(),
                                ChartAxis.linear("bias", "AUROC above the truth"))
                        .seriesBy("scored")
                        .band("bias_ci_low", "bias_ci_high")
                        .reference(0, "unbiased")
                        .chart()
                        .withTableFile("tables/selection_bias.csv"))
                .table("Neurons, the most telling first", UnitTables.units("neurons", rows));
    }

    private String onSampledRows() {
        String tested = neurons.rows().stream()
                .filter(count -> count.used() < count.labelled())
                .map(count -> ComparisonRows.words(count.used(), count.labelled()))
                .distinct()
                .collect(Collectors.joining(" or "));
        return (tested.isEmpty() ? "" : "\n\nNeurons were tested on a random sample of whole groups: " + tested + ".")
                + shown.map(rows ->
                                " How active they are was measured on a random sample of whole inputs: " + rows + ".")
                        .orElse("");
    }

    private int concepts() {
        return neurons.layers().getFirst().neurons().getFirst().labels().size();
    }

    private List<UnitRow> rows() {
        List<UnitRow> rows = new ArrayList<>();
        for (SingleNeurons.Layer layer : neurons.layers()) {
            for (NeuronSelectivity neuron : layer.neurons()) {
                NeuronSelectivity.Label best = best(neuron);
                rows.add(new UnitRow(
                        layer.activations().name() + ", neuron " + neuron.neuron(),
                        layer.activity().get(neuron.neuron()),
                        new UnitReading(best.concept(), Interval.unbounded(best.auroc())),
                        new UnitRow.Selectivity(best.adjustedP(), neuron.selectiveFor(RATE, LEAST_EFFECT))));
            }
        }
        return UnitRow.mostTellingFirst(rows);
    }

    /** Returns the label that a neuron tells best. */
    static NeuronSelectivity.Label best(NeuronSelectivity neuron) {
        return neuron.labels().stream()
                .max(Comparator.comparingDouble(label -> Math.abs(label.auroc() - 0.5)))
                .orElseThrow();
    }

    /** By how much the best of many neurons looks better than it is, in simulated worlds where the truth is known. */
    private static Table bias(String name) {
        Rows rows = new Rows(name);
        for (SelectionBias point : SelectionBias.simulate(CURSE, List.of(1, 4, 16, 64), REPEATS, new Seed(0))) {
            bias(rows, point.neurons(), CHOSEN_ON, point.naive());
            bias(rows, point.neurons(), OTHERS, point.corrected());
        }
        return rows.table();
    }

    private static void bias(Rows rows, int neurons, String scored, SelectionBias.Bias bias) {
        double reach = 2 * bias.standardError();
        rows.count("neurons", neurons)
                .words("scored", scored)
                .interval("bias", new Interval(bias.mean(), bias.mean() - reach, bias.mean() + reach));
    }

    private Table bestNeurons(String name) {
        Rows rows = new Rows(name);
        for (SingleNeurons.Best one : neurons.best()) {
            rows.words("concept", one.concept())
                    .words("activations", one.activations())
                    .count("neuron", one.estimate().best().neuron())
                    .words("higher_with_it", one.estimate().best().sign() > 0 ? "yes" : "no")
                    .number("naive_auroc", one.estimate().naive())
                    .interval("corrected_auroc", one.estimate().corrected())
                    .number("halves_that_agree", one.estimate().agreement());
        }
        return rows.table();
    }

    /** Of each concept the activations with the best corrected score, once as it looks and once as it is. */
    private Table curse() {
        Rows rows = new Rows("curse");
        for (SingleNeurons.Best one : bestOfEachConcept()) {
            rows.words("concept", one.concept())
                    .words("scored", CHOSEN_ON)
                    .interval(
                            "auroc",
                            new Interval(
                                    one.estimate().naive(),
                                    one.estimate().naive(),
                                    one.estimate().naive()));
            rows.words("concept", one.concept())
                    .words("scored", OTHERS)
                    .interval("auroc", one.estimate().corrected());
        }
        return rows.table();
    }

    private List<SingleNeurons.Best> bestOfEachConcept() {
        List<SingleNeurons.Best> best = new ArrayList<>();
        for (String concept : neurons.best().stream()
                .map(SingleNeurons.Best::concept)
                .distinct()
                .toList()) {
            best.add(neurons.best().stream()
                    .filter(one -> one.concept().equals(concept))
                    .max(Comparator.comparingDouble(
                            one -> one.estimate().corrected().estimate()))
                    .orElseThrow());
        }
        return best;
    }
}
