package superpose.reports.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.HeatmapChart;
import superpose.reports.figures.LineChart;
import superpose.reports.ledger.Request;
import superpose.reports.pages.Headline;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Page;
import superpose.reports.pages.Section;
import superpose.reports.probing.NeuronCountCurve;
import tech.tablesaw.api.Table;

/** The page and the tables of a study of real activations. */
final class RealReport {

    /** More lines in one figure cannot be told apart. */
    private static final int LINES = 8;

    /** More concepts than this have their curves in the tables alone. */
    private static final int DRAWN_CONCEPTS = 12;

    private final RealPlan plan;
    private final List<RealMeasures> measures;
    private final RealTables tables;
    private final List<Claim> claims;

    RealReport(RealPlan plan, List<RealMeasures> measures, List<Claim> claims) {
        this.plan = plan;
        this.measures = measures;
        this.tables = new RealTables(measures);
        this.claims = claims;
    }

    /** Returns the tables that a run writes. */
    List<Table> tables() {
        return List.of(tables.probes("probes"), tables.curves("neuron_counts", measures), tables.growth("growth"));
    }

    /** Returns the page. */
    Page page(Request request) {
        return new Page(
                new Headline("How well concepts are represented in real activations", answer()),
                keyNumbers(),
                sections(),
                ExperimentPage.provenance(request));
    }

    private List<String> concepts() {
        return measures.stream().map(one -> one.where().concept()).distinct().toList();
    }

    private List<RealMeasures> of(String concept) {
        return measures.stream()
                .filter(one -> one.where().concept().equals(concept))
                .toList();
    }

    private String answer() {
        RealMeasures best = extreme(Comparator.reverseOrder());
        RealMeasures worst = extreme(Comparator.naturalOrder());
        return "Of " + concepts().size() + (concepts().size() == 1 ? " concept, " : " concepts, ")
                + best.where().concept() + " is read best, with an AUROC of "
                + ExperimentPage.number(best.probe().auroc().estimate())
                + ExperimentPage.range(best.probe().auroc()) + " from "
                + best.where().activations()
                + (best.equals(worst)
                        ? "."
                        : "; " + worst.where().concept() + " is read worst, with "
                                + ExperimentPage.number(worst.probe().auroc().estimate())
                                + ExperimentPage.range(worst.probe().auroc()) + " from "
                                + worst.where().activations() + ".");
    }

    private RealMeasures extreme(Comparator<Double> order) {
        return measures.stream()
                .min(Comparator.comparing(one -> one.probe().auroc().estimate(), order))
                .orElseThrow();
    }

    private List<KeyNumber> keyNumbers() {
        double probe = mean(measures.stream()
                .mapToDouble(one -> one.probe().auroc().estimate())
                .toArray());
        double neuron = mean(measures.stream()
                .mapToDouble(one -> one.controls().bestNeuron().estimate())
                .toArray());
        double shuffled = mean(measures.stream()
                .mapToDouble(one -> one.controls().shuffled().estimate())
                .toArray());
        long sources = measures.stream()
                .map(one -> one.where().activations())
                .distinct()
                .count();
        String over = "mean over concepts (" + concepts().size() + ") and activations (" + sources + ")";
        return List.of(
                new KeyNumber(ExperimentPage.number(probe), "AUROC of a probe on all neurons", over),
                new KeyNumber(ExperimentPage.number(neuron), "AUROC of the best single neuron", over),
                new KeyNumber(ExperimentPage.number(shuffled), "AUROC of shuffled labels", over + "; chance is 0.5"));
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(Section.titled("What can be read where")
                .prose("A logistic probe (L2, C = 1, on standardised activations) for each concept and each of the"
                        + " activations (an array in a file or a tensor of a store), fitted on"
                        + " the training groups of rows and scored once on the others ("
                        + (plan.grouping().testGroups().isPresent() ? "the groups that were named" : "30 % at random")
                        + "). The interval is a 95 % bootstrap"
                        + " over groups; beside each score stand a probe trained on shuffled labels and the best single"
                        + " neuron, chosen on the training rows.")
                .chart(map())
                .table("Every probe with its controls", tables.probes("probes")));
        sections.add(curves());
        sections.add(Section.titled("Smooth growth or a threshold")
                .prose(
                        "The steepest step of ln d′ over ln neurons, between neighbouring neuron counts, as random neurons"
                                + " are added: at most 2 is smooth, 5 or more is a threshold. The interval is a bootstrap over"
                                + " random orders of the neurons.")
                .table("Verdict of each curve", tables.growth("growth")));
        sections.add(Section.titled("Claims and verdicts")
                .prose("A claim is reproduced when the whole 95 % interval over concepts lies in the expected band,"
                        + " refuted when all of it lies outside, inconclusive otherwise.")
                .claims(claims.stream().map(ExperimentPage::row).toList()));
        return sections;
    }

    private Chart map() {
        return HeatmapChart.of(
                        new ChartText(
                                "AUROC of each concept in each of the activations",
                                "Read along a row to see where in the model a concept is represented. 0.5 is chance."),
                        tables.probes("probes"),
                        ChartAxis.category("activations", "activations"),
                        ChartAxis.category("concept", "concept"))
                .value(ChartAxis.linear("auroc", "AUROC").within(0.5, 1))
                .chart()
                .withTableFile("tables/probes.csv");
    }

    private Section curves() {
        Section section = Section.titled("How many neurons a concept needs")
                .prose(
                        "The same probe on more and more of the neurons. Best first, neurons are ordered by how far apart"
                                + " the two classes lie on the training rows: a curve that rises at once says that a few neurons"
                                + " hold the concept. At random, " + plan.draws()
                                + " orders are drawn: a curve that rises slowly says that the concept is spread over many"
                                + " neurons.");
        for (String concept : concepts().stream().limit(DRAWN_CONCEPTS).toList()) {
            for (List<RealMeasures> chunk : chunks(of(concept))) {
                section = section.chart(curve(concept, chunk, NeuronCountCurve.BEST_FIRST, "best neurons first"))
                        .chart(curve(concept, chunk, NeuronCountCurve.RANDOM, "neurons in random order"));
            }
        }
        return concepts().size() <= DRAWN_CONCEPTS
                ? section
                : section.prose("The curves of the other " + (concepts().size() - DRAWN_CONCEPTS)
                        + " concepts are in tables/neuron_counts.csv.");
    }

    private static List<List<RealMeasures>> chunks(List<RealMeasures> all) {
        List<List<RealMeasures>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += LINES) {
            chunks.add(all.subList(from, Math.min(from + LINES, all.size())));
        }
        return chunks;
    }

    private Chart curve(String concept, List<RealMeasures> lines, String order, String words) {
        boolean random = order.equals(NeuronCountCurve.RANDOM);
        return LineChart.of(
                        new ChartText(
                                concept + ", " + words,
                                random
                                        ? "AUROC on the test rows; the band is the range over " + plan.draws()
                                                + " random orders."
                                        : "AUROC on the test rows; the neurons are ordered on the training rows alone."),
                        tables.curveMeans(lines, order),
                        ChartAxis.neurons(),
                        ChartAxis.linear("auroc", "AUROC"))
                .seriesBy("activations")
                .band("lowest", "highest")
                .reference(0.5, "chance")
                .chart()
                .withTableFile("tables/neuron_counts.csv");
    }
}
