package superpose.reports.probe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.figures.BarChart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.HeatmapChart;
import superpose.reports.figures.LineChart;
import superpose.reports.ledger.Request;
import superpose.reports.pages.Headline;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Page;
import superpose.reports.pages.Section;
import superpose.reports.probing.ConceptFindings;
import superpose.reports.probing.ProbeKind;
import tech.tablesaw.api.Table;

/** The page of a probing run. */
final class ProbeReport {

    /** More bars of one kind beside each other, or lines in one figure, cannot be told apart. */
    private static final int TOGETHER = 4;

    /** More concepts than this have their curves in the tables alone. */
    private static final int DRAWN_CONCEPTS = 24;

    private final List<ConceptFindings> findings;

    /** Of each concept, where it is read best, as the validation rows say. */
    private final List<ConceptFindings> best;

    /** The same for every concept of a run. */
    private final ProbeKind kind;

    private final List<ClassFindings> classes;
    private final List<Claim> claims;
    private final NeuronReport neurons;

    ProbeReport(List<ConceptFindings> findings, List<ClassFindings> classes, List<Claim> claims, NeuronReport neurons) {
        this.findings = findings;
        this.best = BestPlaces.of(findings);
        this.kind = findings.getFirst().penalty().kind();
        this.classes = List.copyOf(classes);
        this.claims = claims;
        this.neurons = neurons;
    }

    /** Returns the tables that a run writes. */
    List<Table> tables() {
        List<Table> tables = new ArrayList<>(List.of(
                ProbeTables.scores("scores", findings),
                ProbeTables.controls("controls", findings),
                OtherKindsSection.table("other_probes", findings),
                ProbeTables.bestNeurons("best_neurons", findings),
                ProbeTables.randomNeurons("random_neurons", findings),
                ProbeTables.ablation("ablation", findings),
                ProbeTables.confusion("confusion", findings)));
        if (kind.hasPenalty()) {
            tables.add(ProbeTables.penalties("penalties", findings));
        }
        if (kind.givesProbabilities()) {
            tables.add(ProbeTables.codeLengths("code_lengths", findings));
            tables.add(ProbeTables.calibration("calibration", findings));
        }
        if (!classes.isEmpty()) {
            tables.add(ClassesSection.accuracies("classes", classes));
            tables.add(ClassesSection.confusion("class_confusion", classes));
        }
        tables.addAll(neurons.tables());
        return tables;
    }

    /** Returns the page. */
    Page page(Request request) {
        List<Section> sections = new ArrayList<>(List.of(
                where(),
                controls(),
                OtherKindsSection.of(findings, best),
                howMany(),
                CalibrationSection.of(
                        findings, best.stream().limit(DRAWN_CONCEPTS).toList())));
        if (!classes.isEmpty()) {
            sections.add(ClassesSection.of(classes));
        }
        sections.addAll(neurons.sections());
        sections.add(remarks());
        sections.add(Section.titled("Claims and verdicts")
                .prose(
                        "A claim is reproduced when its whole 95 % interval lies in the expected band, refuted when all of"
                                + " it lies outside, inconclusive otherwise. Claims about one concept are judged by a bootstrap"
                                + " over groups of test rows, claims about all by the spread over concepts.")
                .claims(claims.stream().map(ExperimentPage::row).toList()));
        return new Page(
                new Headline("What can be read from these activations, and how sure that is", answer()),
                keyNumbers(),
                sections,
                ExperimentPage.provenance(request));
    }

    private String answer() {
        ConceptFindings first = extreme(Comparator.reverseOrder());
        ConceptFindings last = extreme(Comparator.naturalOrder());
        return "Of " + best.size() + (best.size() == 1 ? " concept, " : " concepts, ") + read(first, "best")
                + (first.equals(last) ? "." : "; " + read(last, "worst") + ".");
    }

    private static String read(ConceptFindings one, String how) {
        return one.where().concept() + " is read " + how + ", with an AUROC of "
                + ExperimentPage.number(one.scores().auroc().estimate())
                + ExperimentPage.range(one.scores().auroc()) + " from "
                + one.where().activations();
    }

    private ConceptFindings extreme(Comparator<Double> order) {
        return best.stream()
                .min(Comparator.comparing(one -> one.scores().auroc().estimate(), order))
                .orElseThrow();
    }

    private List<KeyNumber> keyNumbers() {
        String over = "mean over concepts (" + best.size() + "), each where it is read best";
        String compared = ComparisonRows.areSampled(best) ? over + "; on sampled rows" : over;
        return List.of(
                key(one -> one.scores().auroc().estimate(), "AUROC of a probe on all neurons", over),
                key(one -> one.controls().bestNeuron().auroc().estimate(), "AUROC of the best single neuron", compared),
                key(one -> one.controls().shuffled().mean(), "AUROC of shuffled labels", "chance is 0.5"),
                key(one -> one.curves().best().knee(), "neurons that are enough", compared));
    }

    private KeyNumber key(ToDoubleFunction<ConceptFindings> of, String words, String over) {
        return new KeyNumber(
                ExperimentPage.number(best.stream().mapToDouble(of).average().orElseThrow()), words, over);
    }

    private String choice() {
        if (!kind.hasPenalty()) {
            return "It has no penalty to choose, so it was fitted at once";
        }
        return "The penalty was chosen on validation rows" + (kind.givesProbabilities() ? "" : ", by AUROC")
                + "; then the probe was fitted";
    }

    private Section where() {
        Section section = Section.titled("What can be read where")
                .prose("For each concept a " + kind.words()
                        + " on all neurons, standardised on the rows it was fitted to. " + choice()
                        + " to training and validation rows together and scored once on the test rows: 60, 20 and"
                        + " 20 % of the rows, whole groups on one side. The intervals are at 95 %, over groups of"
                        + " test rows." + onAllRows());
        if (findings.size() > best.size()) {
            section = section.chart(HeatmapChart.of(
                            new ChartText(
                                    "AUROC of each concept in each of the activations",
                                    "Read along a row to see where a concept is represented. 0.5 is chance."),
                            ProbeTables.scores("scores", findings),
                            ChartAxis.category("activations", "activations"),
                            ChartAxis.category("concept", "concept"))
                    .value(ChartAxis.linear("auroc", "AUROC").within(0.5, 1))
                    .chart()
                    .withTableFile("tables/scores.csv"));
        }
        for (List<String> some : chunks(concepts())) {
            section = section.chart(BarChart.of(
                            new ChartText(
                                    "AUROC with its interval: " + String.join(", ", some),
                                    "Bars begin at 0.5, which is chance."),
                            ProbeTables.scores("scores", of(some)),
                            ChartAxis.category("activations", "activations"),
                            ChartAxis.linear("auroc", "AUROC"))
                    .seriesBy("concept")
                    .interval("auroc_ci_low", "auroc_ci_high")
                    .from(0.5)
                    .chart()
                    .withTableFile("tables/scores.csv"));
        }
        return section.table("Every probe, with all its scores", ProbeTables.scores("scores", findings));
    }

    private String onAllRows() {
        return ComparisonRows.areSampled(findings)
                ? " All of this is on all labelled rows: penalties, fits and scores. The table's numbers of controls, best"
                        + " neurons, compression and knees are on a sample of them, as below; *comparison_auroc* is the"
                        + " probe on that sample."
                : "";
    }

    /** Says on which rows comparisons are, where these are not all. */
    private String onSampledRows() {
        return ComparisonRows.words(findings)
                .map(rows ->
                        "\n\nAll comparisons (here, and the code lengths, numbers of neurons and ablation below) are on"
                                + " a random sample of whole groups, the same for all activations: " + rows
                                + ". The probe that"
                                + " they are compared with was chosen, fitted and scored on this sample too, so that like is"
                                + " compared with like; fitted to all rows it scores as in the section above.")
                .orElse("");
    }

    private boolean tokensAreKnown() {
        return best.stream().anyMatch(one -> one.controls().randomFeatures() != null);
    }

    private Section controls() {
        Section section = Section.titled("Is it more than chance or one neuron?")
                .prose(
                        "Beside each probe stands what it is to be compared with, on the same test rows, in the activations"
                                + " where the concept is read best as the validation rows say.\n\n"
                                + "- *Best single neuron*: chosen on rows that it is not scored on.\n"
                                + (tokensAreKnown()
                                        ? "- *The token alone*: how often this token had the concept in the training rows; no"
                                                + " activations are read. Where it wins, the concept is one of words. *The position"
                                                + " alone* likewise.\n- *Random features*: the same probe on a random vector for"
                                                + " each token, as in a model that has learned nothing; the bar is the mean, the"
                                                + " interval the range of several draws.\n"
                                        : "")
                                + "- *Shuffled labels*: the same probe fitted to labels dealt between groups; mean and range."
                                + onSampledRows());
        for (List<String> some : chunks(concepts())) {
            section = section.chart(BarChart.of(
                            new ChartText(
                                    "The probe and what it must beat: " + String.join(", ", some),
                                    "A concept is represented where the probe's interval lies above all others."),
                            ProbeTables.controls("controls", bestOf(some)),
                            ChartAxis.category("concept", "concept"),
                            ChartAxis.linear("auroc", "AUROC"))
                    .seriesBy("reads")
                    .interval("auroc_ci_low", "auroc_ci_high")
                    .from(0.5)
                    .chart()
                    .withTableFile("tables/controls.csv"));
        }
        if (!kind.givesProbabilities()) {
            return section;
        }
        return section.table(
                "How short the labels can be told with the activations: bits of an online code (Voita and Titov 2020),"
                        + " and how many times shorter that is than one bit a label, and than the best code without"
                        + " activations",
                ProbeTables.codeLengths("code_lengths", findings));
    }

    private Section howMany() {
        Section section = Section.titled("How many neurons a concept needs")
                .prose(
                        "Left to right, probes on more and more neurons. *Best first*, neurons are ordered by how far apart"
                                + " the class means lie on the training rows; *in random order*, the line is the mean and the"
                                + " band the range of several orders. The knee is the smallest number whose validation AUROC is"
                                + " within one standard error of the best.\n\n"
                                + "Ablation takes the best neurons away: *necessary* neurons are those that the fitted probe cannot"
                                + " do without; where a probe fitted to the rest is as good, they are *redundant*.");
        for (List<String> some :
                chunks(concepts().stream().limit(DRAWN_CONCEPTS).toList())) {
            section = section.chart(LineChart.of(
                                    new ChartText(
                                            "Best neurons first: " + String.join(", ", some), knees(bestOf(some))),
                                    ProbeTables.bestNeurons("best_neurons", bestOf(some)),
                                    ChartAxis.neurons(),
                                    ChartAxis.linear("test_auroc", "AUROC"))
                            .seriesBy("concept")
                            .reference(0.5, "chance")
                            .chart()
                            .withTableFile("tables/best_neurons.csv"))
                    .chart(LineChart.of(
                                    new ChartText(
                                            "Neurons in random order: " + String.join(", ", some),
                                            "A slow rise says that a concept is spread over many neurons."),
                                    ProbeTables.randomNeurons("random_neurons", bestOf(some)),
                                    ChartAxis.neurons(),
                                    ChartAxis.linear("auroc", "AUROC"))
                            .seriesBy("concept")
                            .band("lowest", "highest")
                            .reference(0.5, "chance")
                            .chart()
                            .withTableFile("tables/random_neurons.csv"))
                    .chart(LineChart.of(
                                    new ChartText(
                                            "What the other neurons still tell: " + String.join(", ", some),
                                            "A new probe on all neurons but the best ones. A line that stays high says"
                                                    + " that the concept is held more than once."),
                                    ProbeTables.ablation("ablation", bestOf(some)),
                                    ChartAxis.log2("neurons_removed", "best neurons taken away"),
                                    ChartAxis.linear("probe_fitted_to_the_rest", "AUROC"))
                            .seriesBy("concept")
                            .reference(0.5, "chance")
                            .chart()
                            .withTableFile("tables/ablation.csv"));
        }
        return section.table("Necessity and redundancy of the best neurons", ProbeTables.ablation("ablation", best));
    }

    private static String knees(List<ConceptFindings> some) {
        return "Enough: "
                + String.join(
                        ", ",
                        some.stream()
                                .map(one -> one.curves().best().knee() + " of "
                                        + one.where().neurons().neurons() + " for "
                                        + one.where().concept())
                                .toList())
                + ".";
    }

    private Section remarks() {
        Table table = ProbeTables.remarks("remarks", findings);
        Section section = Section.titled("What to know before believing a score");
        return table.rowCount() == 0
                ? section.prose("Nothing stood out: both classes, groups, neurons, penalties and controls were as they"
                        + " should be.")
                : section.table("Remarks on single probes", table);
    }

    private List<String> concepts() {
        return best.stream().map(one -> one.where().concept()).toList();
    }

    private List<ConceptFindings> of(List<String> concepts) {
        return findings.stream()
                .filter(one -> concepts.contains(one.where().concept()))
                .toList();
    }

    private List<ConceptFindings> bestOf(List<String> concepts) {
        return best.stream()
                .filter(one -> concepts.contains(one.where().concept()))
                .toList();
    }

    /** Cuts a list into parts that one figure can hold. */
    static <T> List<List<T>> chunks(List<T> all) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += TOGETHER) {
            chunks.add(all.subList(from, Math.min(from + TOGETHER, all.size())));
        }
        return chunks;
    }
}
