package superpose.reports.study;

import java.util.List;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.figures.ScatterChart;
import superpose.reports.ledger.Request;
import superpose.reports.pages.Headline;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Page;
import superpose.reports.pages.Section;
import tech.tablesaw.api.Table;

/** The page and the tables of a toy study. */
final class ToyReport {

    private static final List<Quantity> ALL = List.of(
            Quantity.LOSS,
            Quantity.REPRESENTED,
            Quantity.PER_DIMENSION,
            Quantity.DIMENSIONALITY,
            Quantity.TOTAL_DIMENSIONALITY,
            Quantity.OVERLAP,
            Quantity.LARGEST_OVERLAP,
            Quantity.EFFECTIVE_FEATURES,
            Quantity.MONOSEMANTIC,
            Quantity.MODEL_R2,
            Quantity.MODEL_AUROC,
            Quantity.PROBE_R2,
            Quantity.PROBE_AUROC,
            Quantity.NEURON_AUROC,
            Quantity.RANDOM_R2,
            Quantity.RANDOM_AUROC,
            Quantity.SHUFFLED_R2,
            Quantity.SHUFFLED_AUROC,
            Quantity.CLASSICAL_MMCS,
            Quantity.CLASSICAL_REVERSE,
            Quantity.CLASSICAL_MCC,
            Quantity.CLASSICAL_ABOVE,
            Quantity.AUTOENCODER_MMCS,
            Quantity.AUTOENCODER_REVERSE,
            Quantity.AUTOENCODER_MCC,
            Quantity.AUTOENCODER_ABOVE,
            Quantity.CHANCE_MMCS,
            Quantity.CHANCE_MCC,
            Quantity.CHANCE_ABOVE);

    private static final String BAND =
            " The band is the 95 % Student interval of the mean over seeds; the dots are the seeds.";

    private final ToyPlan plan;
    private final Growth growth;
    private final List<Curve> curves;
    private final List<Claim> claims;

    ToyReport(ToyPlan plan, Growth growth, List<Curve> curves, List<Claim> claims) {
        this.plan = plan;
        this.growth = growth;
        this.curves = curves;
        this.claims = claims;
    }

    /** Returns the tables that a run writes. */
    List<Table> tables() {
        return List.of(
                growth.summaryTable("neuron_counts", ALL),
                growth.modelTable("models", ALL),
                growth.featureTable("features"),
                Curve.table("growth", curves));
    }

    /** Returns the page. */
    Page page(Request request) {
        return new Page(
                new Headline("How feature quality grows with the neuron count", answer()),
                keyNumbers(),
                List.of(reading(), geometry(), dictionaries(), shape(), verdicts()),
                ExperimentPage.provenance(request));
    }

    private String answer() {
        int features = plan.world().features();
        int enough = growth.neurons().stream()
                .filter(count -> growth.mean(Quantity.REPRESENTED, count)
                        .filter(mean -> mean.estimate() >= 0.9 * features)
                        .isPresent())
                .findFirst()
                .orElse(0);
        String represented = enough == 0
                ? "No model of this sweep represents nine tenths of its " + features + " features"
                : "It takes " + enough + " neurons to represent nine tenths of " + features + " features";
        return represented + " that are each on in "
                + ExperimentPage.percent(plan.world().density().value())
                + " of samples; a linear probe tells a feature apart with a mean AUROC of "
                + at(Quantity.PROBE_AUROC, fewest()) + " at " + fewest() + " neurons and "
                + at(Quantity.PROBE_AUROC, most()) + " at " + most() + ".";
    }

    private List<KeyNumber> keyNumbers() {
        int quarter = growth.neurons().stream()
                .min(java.util.Comparator.comparingDouble(
                        count -> Math.abs(Math.log(4.0 * count / plan.world().features()))))
                .orElseThrow();
        String here = "at " + quarter + " neurons for " + plan.world().features() + " features";
        return List.of(
                key(Quantity.PER_DIMENSION, quarter, "features per dimension", here),
                key(Quantity.PROBE_AUROC, quarter, "AUROC of a linear probe", here),
                key(Quantity.NEURON_AUROC, quarter, "AUROC of the best neuron", here),
                key(Quantity.CLASSICAL_MCC, quarter, "MCC of dictionary learning", here));
    }

    private KeyNumber key(Quantity quantity, int neurons, String label, String where) {
        String range = growth.mean(quantity, neurons).map(ExperimentPage::range).orElse("");
        return new KeyNumber(growth.words(quantity, neurons), label, where + range);
    }

    private Section reading() {
        return Section.titled("Reading features from neurons")
                .prose("Each model squeezes " + plan.world().features()
                        + " features into its neurons. Here every feature is read back from the neurons of samples that"
                        + " neither model nor probe has seen: by the model itself, by a linear probe on all neurons,"
                        + " and by the one neuron that tells it best, chosen on other samples. Two controls stand beside them: the same"
                        + " probe on a random projection, and a probe trained on shuffled targets.")
                .chart(lines(
                        new ChartText(
                                "Reading a feature's value",
                                "The share of a feature's variance that the model's own output explains, and that a"
                                        + " ridge regression on the same neurons explains. The gap between the two is"
                                        + " what superposition hides from linear probes: linear shares add up to no"
                                        + " more than the neurons however the directions lie, so a random projection"
                                        + " does about as well." + BAND),
                        ChartAxis.linear("mean", "mean R² over features"),
                        new Reference(0, "the mean alone"),
                        Quantity.MODEL_R2,
                        Quantity.PROBE_R2,
                        Quantity.RANDOM_R2,
                        Quantity.SHUFFLED_R2))
                .chart(lines(
                        new ChartText(
                                "Telling features apart",
                                "Compare a probe on all neurons with the best single neuron, and with the same probe on"
                                        + " a random projection: a model that gives some features up to keep others"
                                        + " can fall below it. The model's own output is exactly zero for weak"
                                        + " features, which costs it rank, not value." + BAND),
                        ChartAxis.linear("mean", "mean AUROC over features"),
                        new Reference(0.5, "chance"),
                        Quantity.MODEL_AUROC,
                        Quantity.PROBE_AUROC,
                        Quantity.NEURON_AUROC,
                        Quantity.RANDOM_AUROC,
                        Quantity.SHUFFLED_AUROC))
                .chart(qualityByDimensionality());
    }

    private Chart qualityByDimensionality() {
        return ScatterChart.of(
                        new ChartText(
                                "A feature's share of a dimension decides how well it is read",
                                "Each dot is one feature of one model. Dimensionality D is the share of a dimension"
                                        + " that the feature owns: 1 for a feature of its own, 1/2 for one of an"
                                        + " antipodal pair."),
                        growth.featureTable("features"),
                        ChartAxis.linear("dimensionality", "feature dimensionality D"),
                        ChartAxis.linear("probe_r2", "R² of a linear probe"))
                .colouredBy(ChartAxis.neurons())
                .chart()
                .withTableFile("tables/features.csv");
    }

    private Section geometry() {
        return Section.titled("How features share dimensions")
                .prose("What the weights alone say. A feature counts as represented when its direction is longer than"
                        + " one half; its dimensionality is the share of a dimension that it owns.")
                .chart(lines(
                        new ChartText(
                                "Features represented",
                                "Compare the count with the number of neurons below it: more of the one than of the other is"
                                        + " superposition." + BAND),
                        ChartAxis.linear("mean", "features"),
                        new Reference(plan.world().features(), "all features"),
                        Quantity.REPRESENTED))
                .chart(lines(
                        new ChartText(
                                "Features per dimension",
                                "Squared length of all directions over the number of neurons: above one, features are"
                                        + " in superposition." + BAND),
                        ChartAxis.linear("mean", "features per dimension"),
                        new Reference(1, "one each"),
                        Quantity.PER_DIMENSION))
                .chart(lines(
                        new ChartText(
                                "Mean dimensionality of a feature",
                                "The share of a dimension that a feature owns, averaged over all features." + BAND),
                        ChartAxis.linear("mean", "mean D"),
                        new Reference(1, "a dimension each"),
                        Quantity.DIMENSIONALITY))
                .chart(lines(
                        new ChartText(
                                "How many features a neuron answers to",
                                "Effective number of features of a neuron, by the participation ratio of its squared"
                                        + " weights. In this model nothing favours the neurons' own axes." + BAND),
                        ChartAxis.linear("mean", "effective features per neuron"),
                        new Reference(1, "monosemantic"),
                        Quantity.EFFECTIVE_FEATURES))
                .chart(lines(
                        new ChartText(
                                "Loss",
                                "Mean squared error on samples never trained on. The line is the loss of a model that"
                                        + " ignores every feature." + BAND),
                        ChartAxis.log10("mean", "mean squared error per feature"),
                        new Reference(plan.world().density().lossOfIgnoring(), "ignoring all"),
                        Quantity.LOSS));
    }

    private Section dictionaries() {
        return Section.titled("Finding features without labels")
                .prose("Two dictionaries are fitted to the neurons' activations alone and then matched with the true"
                        + " directions: online dictionary learning with orthogonal matching pursuit, and a TopK sparse"
                        + " autoencoder, each with as many atoms as there are features. MCC is the mean absolute cosine"
                        + " under one-to-one matching; random directions are what chance reaches.")
                .chart(lines(
                        new ChartText(
                                "One-to-one match of dictionaries and features",
                                "Random directions match well where neurons are few, because a plane has little room"
                                        + " to differ: read each line against them." + BAND),
                        ChartAxis.linear("mean", "MCC"),
                        new Reference(1, "perfect"),
                        Quantity.CLASSICAL_MCC,
                        Quantity.AUTOENCODER_MCC,
                        Quantity.CHANCE_MCC))
                .chart(lines(
                        new ChartText(
                                "Features recovered",
                                "Share of true features with an atom at an absolute cosine above 0.9." + BAND),
                        ChartAxis.linear("mean", "share of features"),
                        new Reference(1, "all features"),
                        Quantity.CLASSICAL_ABOVE,
                        Quantity.AUTOENCODER_ABOVE,
                        Quantity.CHANCE_ABOVE))
                .chart(lines(
                        new ChartText(
                                "Best match of each feature",
                                "Mean over true features of the best absolute cosine (MMCS); atoms may be used more"
                                        + " than once." + BAND),
                        ChartAxis.linear("mean", "MMCS"),
                        new Reference(1, "perfect"),
                        Quantity.CLASSICAL_MMCS,
                        Quantity.AUTOENCODER_MMCS,
                        Quantity.CHANCE_MMCS));
    }

    private Section shape() {
        return Section.titled("Smooth growth or a threshold")
                .prose("Each curve is put on a ratio scale (d′ for an AUROC, the inverse for a loss) and its steepest"
                        + " step between neighbouring neuron counts is measured: at most 2 is smooth, 5 or more is a"
                        + " threshold, and what lies between or is too uncertain is undecided. The best form is the"
                        + " lowest BIC among a power law, one with a floor, a hockey stick, two segments and a logistic"
                        + " step; a lead of 6 or more decides.")
                .table(
                        curves.isEmpty()
                                ? "No verdicts: a single neuron count makes no curve"
                                : "Verdict of each curve",
                        Curve.table("growth", curves));
    }

    private Section verdicts() {
        return Section.titled("Claims and verdicts")
                .prose(
                        "A claim is reproduced when the whole 95 % interval over seeds lies in the expected band, refuted"
                                + " when all of it lies outside, inconclusive otherwise.")
                .claims(claims.stream().map(ExperimentPage::row).toList());
    }

    /** A horizontal line for comparison. */
    private record Reference(double value, String name) {}

    private Chart lines(ChartText text, ChartAxis axis, Reference reference, Quantity... quantities) {
        return LineChart.of(text, growth.means("means", quantities), ChartAxis.neurons(), axis)
                .seriesBy("series")
                .band("ci_low", "ci_high")
                .dots(growth.dots(quantities), "value")
                .reference(reference.value(), reference.name())
                .chart()
                .withTableFile("tables/neuron_counts.csv");
    }

    private int fewest() {
        return growth.neurons().getFirst();
    }

    private int most() {
        return growth.neurons().getLast();
    }

    private String at(Quantity quantity, int neurons) {
        return growth.words(quantity, neurons);
    }
}
