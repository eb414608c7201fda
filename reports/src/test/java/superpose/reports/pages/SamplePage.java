package superpose.reports.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import superpose.data.Seed;
import superpose.reports.claims.Verdict;
import superpose.reports.figures.BarChart;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.HeatmapChart;
import superpose.reports.figures.LineChart;
import superpose.reports.figures.ScatterChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** A page with every kind of chart and block, over numbers that are made up. */
final class SamplePage {

    private static final List<String> MODELS = List.of("ReLU output", "Linear", "ReLU hidden layer");
    private static final List<String> CONCEPTS = List.of(
            "number word",
            "proper noun",
            "inside quotation marks",
            "past tense verb",
            "sentence start",
            "plural noun",
            "colour word");
    private static final Seed SEED = new Seed(7);

    private SamplePage() {}

    /** Writes the page to the path given, to look at it. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(Path.of(arguments[0]), page().html());
    }

    static Page page() {
        return new Page(
                new Headline(
                        "How well are features represented as the neuron count grows?",
                        "Smoothly: each doubling of the neurons adds about 0.09 to the share of features recovered, and "
                                + "no threshold was found between 2 and 512 neurons."),
                List.of(
                        new KeyNumber("0.93", "of features recovered at 512 neurons", "0.91 to 0.95 over 5 seeds"),
                        new KeyNumber("2.4", "features for each neuron at density 0.01", "ReLU output, 400 features"),
                        new KeyNumber("9 of 12", "claims reproduced", "quick preset"),
                        new KeyNumber("14 min", "on two cores", "")),
                List.of(
                        growth(),
                        probes(),
                        SampleUnits.section("What single units respond to", "neuron 417"),
                        toyModels(),
                        claims()),
                provenance());
    }

    static List<Chart> charts() {
        return Stream.concat(
                        Stream.of(lines(), loss(), scatter(), heatmap(), diverging(), bars()),
                        SampleFigures.charts().stream())
                .toList();
    }

    private static Section growth() {
        return Section.titled("More neurons, more features")
                .prose("""
                        A toy model has to squeeze 400 sparse features through a layer of *n* neurons. Where features are rare it
                        keeps more of them than it has neurons; it pays with interference between features that share a direction.

                        We count a feature as recovered when the cosine between its direction and the best dictionary atom is at
                        least `0.9`, and ask whether the count grows smoothly or jumps.
                        """)
                .chart(lines())
                .prose("The loss says the same without a dictionary in between.")
                .chart(loss())
                .prose(
                        "- The dashed line is the loss of a model that ignores every feature.\n- Bands are 95 % intervals.");
    }

    private static Section probes() {
        return Section.titled("What a linear probe can read")
                .prose(
                        "Each point is a feature of one model; its dimensionality is the share of a dimension it has to itself.")
                .chart(scatter())
                .chart(heatmap())
                .chart(diverging())
                .chart(bars())
                .table(
                        "The first rows of the probe results; *R²* is on held-out samples.",
                        scatter().table());
    }

    private static Section toyModels() {
        Section section = Section.titled("How toy models lay out their features");
        for (Chart chart : SampleFigures.charts()) {
            section = section.chart(chart);
        }
        return section;
    }

    private static Section claims() {
        return Section.titled("Claims and their verdicts")
                .prose("A refuted claim is a result. Intervals are over seeds.")
                .claims(List.of(
                        new ClaimRow(
                                "T4.1",
                                "At density 1 a linear model keeps exactly as many features as it has hidden units.",
                                "Elhage et al. (2022), Basic results",
                                "20.0 (20.0 to 20.0)",
                                "exactly 20",
                                Verdict.REPRODUCED),
                        new ClaimRow(
                                "T4.2",
                                "Feature dimensionality clusters at 1/2, where antipodal pairs form.",
                                "Elhage et al. (2022), The geometry of superposition",
                                "41 % within 0.02 of 0.5 (36 to 46)",
                                "at least 30 %",
                                Verdict.REPRODUCED),
                        new ClaimRow(
                                "E07",
                                "Recovery jumps at a critical number of neurons rather than growing smoothly.",
                                "Our own, after Schaeffer et al. (2023)",
                                "smooth fit better by 14.2 AIC",
                                "threshold fit better by 10 AIC",
                                Verdict.REFUTED),
                        new ClaimRow(
                                "E11",
                                "Probes on shuffled labels stay at chance.",
                                "Hewitt and Liang (2019)",
                                "0.52 (0.47 to 0.57)",
                                "0.5 within 0.02",
                                Verdict.INCONCLUSIVE),
                        new ClaimRow(
                                "E15",
                                "The exponent holds up to 4,096 neurons.",
                                "Our own",
                                "",
                                "0.5 to 0.7",
                                Verdict.NOT_RUN)));
    }

    private static Provenance provenance() {
        return Provenance.empty()
                .with("Command", "./superpose study --preset quick")
                .with("Code version", "0.1.0 (3f9c2d1)")
                .with("Seeds", "0, 1, 2, 3, 4")
                .with("Engine", "simd")
                .with("Processor", "2 cores, AVX-512")
                .with("Libraries", "Deeplearning4j 1.0.0-M2.1, Smile 6.2.5, Tablesaw 0.44.4")
                .with("Data", "sha256 6f1ed002ab5595859014ebf0951522d9b1a1e2c3d4e5f60718293a4b5c6d7e8f");
    }

    static Chart lines() {
        Table means = Table.create(
                "recovery",
                StringColumn.create("model"),
                IntColumn.create("neurons"),
                DoubleColumn.create("recovered"),
                DoubleColumn.create("low"),
                DoubleColumn.create("high"));
        Table runs = Table.create(
                "runs", StringColumn.create("model"), IntColumn.create("neurons"), DoubleColumn.create("recovered"));
        RandomGenerator noise = SEED.child("lines").generator();
        for (int model = 0; model < MODELS.size(); model++) {
            for (int neurons = 2; neurons <= 512; neurons *= 2) {
                double centre = 1 / (1 + Math.exp(-(Math.log(neurons) - 3.3 - 0.7 * model)));
                double spread = 0.25 * centre * (1 - centre) + 0.008;
                for (int seed = 0; seed < 5; seed++) {
                    add(runs, MODELS.get(model), neurons, centre + spread * (noise.nextDouble() - 0.5) * 2);
                }
                add(means, MODELS.get(model), neurons, centre, centre - spread, centre + spread);
            }
        }
        return LineChart.of(
                        new ChartText(
                                "Recovery grows smoothly with the neuron count",
                                "What to see: no line jumps. The model with a ReLU output needs half the neurons of the "
                                        + "linear one for the same share. Dots are single seeds, bands 95 % intervals."),
                        means,
                        ChartAxis.neurons(),
                        ChartAxis.linear("recovered", "features recovered (share of 400)")
                                .within(0, 1.05))
                .seriesBy("model")
                .band("low", "high")
                .dots(runs, "recovered")
                .reference(0.5, "half of the features")
                .chart();
    }

    private static Chart loss() {
        Table table = Table.create(
                "loss",
                StringColumn.create("model"),
                IntColumn.create("neurons"),
                DoubleColumn.create("loss"),
                DoubleColumn.create("low"),
                DoubleColumn.create("high"));
        for (int neurons = 2; neurons <= 4096; neurons *= 2) {
            double loss = 0.08 * Math.pow(neurons, -0.61);
            add(table, "trained", neurons, loss, loss * 0.85, loss * 1.2);
            add(table, "fit: 0.08 n^-0.61", neurons, loss * 0.97, Double.NaN, Double.NaN);
        }
        return LineChart.of(
                        new ChartText(
                                "The loss falls as a power of the neuron count",
                                "What to see: on two logarithmic axes the losses lie on a straight line of slope `-0.61`."),
                        table,
                        ChartAxis.neurons(),
                        ChartAxis.log10("loss", "reconstruction loss (mean squared error)"))
                .seriesBy("model")
                .band("low", "high")
                .dashed("fit: 0.08 n^-0.61")
                .chart();
    }

    static Chart scatter() {
        Table table = Table.create(
                "probes",
                StringColumn.create("feature"),
                IntColumn.create("neurons"),
                DoubleColumn.create("dimensionality"),
                DoubleColumn.create("r2"));
        RandomGenerator noise = SEED.child("scatter").generator();
        for (int neurons = 4; neurons <= 256; neurons *= 2) {
            for (int feature = 0; feature < 50; feature++) {
                double share = Math.clamp(0.12 * Math.log(neurons) + noise.nextGaussian() * 0.12, 0.01, 1);
                double r2 = Math.clamp(1 - Math.exp(-3.2 * share) + noise.nextGaussian() * 0.06, -0.1, 1);
                table.stringColumn("feature").append("feature " + feature);
                table.intColumn("neurons").append(neurons);
                table.doubleColumn("dimensionality").append(share);
                table.doubleColumn("r2").append(r2);
            }
        }
        return ScatterChart.of(
                        new ChartText(
                                "Features with more room are read better",
                                "What to see: the points rise along one curve whatever the neuron count, so what counts is "
                                        + "the room a feature has."),
                        table,
                        ChartAxis.linear("dimensionality", "feature dimensionality (share of a dimension)"),
                        ChartAxis.linear("r2", "probe R² on held-out samples"))
                .colouredBy(ChartAxis.log2("neurons", "neuron count"))
                .labelledBy("feature")
                .chart();
    }

    private static Chart heatmap() {
        return HeatmapChart.of(
                        new ChartText(
                                "Most concepts are clearest in the middle layers",
                                "What to see: each row is darkest around layer 2; `colour word` never gets far from chance."),
                        cells("auroc", 0.5),
                        ChartAxis.category("layer", "layer"),
                        ChartAxis.category("concept", "concept"))
                .value(ChartAxis.linear("auroc", "AUROC").within(0.5, 1))
                .chart();
    }

    private static Chart diverging() {
        return HeatmapChart.of(
                        new ChartText(
                                "Steering helps some concepts and harms others",
                                "What to see: blue cells gained probability, orange cells lost it."),
                        cells("change", -0.4),
                        ChartAxis.category("layer", "layer"),
                        ChartAxis.category("concept", "concept"))
                .value(ChartAxis.linear("change", "change in log probability (nats)"))
                .divergingAround(0)
                .chart();
    }

    private static Table cells(String value, double floor) {
        Table table = Table.create(
                value, StringColumn.create("concept"), StringColumn.create("layer"), DoubleColumn.create(value));
        RandomGenerator noise = SEED.child(value).generator();
        for (int concept = 0; concept < CONCEPTS.size(); concept++) {
            for (int layer = 0; layer < 5; layer++) {
                double height = (0.45 - 0.05 * concept) * Math.exp(-0.3 * (layer - 2) * (layer - 2));
                table.stringColumn("concept").append(CONCEPTS.get(concept));
                table.stringColumn("layer").append(layer == 0 ? "embedding" : "block " + (layer - 1));
                table.doubleColumn(value).append(floor + height * (floor < 0 ? 2 : 1) + 0.05 * noise.nextDouble());
            }
        }
        return table;
    }

    private static Chart bars() {
        Table table = Table.create(
                "probes by kind",
                StringColumn.create("probe"),
                StringColumn.create("labels"),
                DoubleColumn.create("auroc"),
                DoubleColumn.create("low"),
                DoubleColumn.create("high"));
        List<String> kinds =
                List.of("logistic regression", "mass mean", "sparse dictionary, best latent", "random direction");
        for (int kind = 0; kind < kinds.size(); kind++) {
            double real = 0.95 - 0.05 * kind - (kind == 3 ? 0.25 : 0);
            add(table, kinds.get(kind), "real labels", real, real - 0.03, real + 0.02);
            add(table, kinds.get(kind), "shuffled labels", 0.51, 0.47, 0.55);
        }
        return BarChart.of(
                        new ChartText(
                                "Probes read the labels, not the noise",
                                "What to see: with shuffled labels every probe falls back to chance at 0.5."),
                        table,
                        ChartAxis.category("probe", "probe"),
                        ChartAxis.linear("auroc", "AUROC on held-out samples").within(0, 1))
                .seriesBy("labels")
                .interval("low", "high")
                .chart();
    }

    private static void add(Table table, String first, int neurons, double... values) {
        table.stringColumn(0).append(first);
        table.intColumn(1).append(neurons);
        for (int i = 0; i < values.length; i++) {
            table.doubleColumn(i + 2).append(values[i]);
        }
    }

    private static void add(Table table, String first, String second, double... values) {
        table.stringColumn(0).append(first);
        table.stringColumn(1).append(second);
        for (int i = 0; i < values.length; i++) {
            table.doubleColumn(i + 2).append(values[i]);
        }
    }
}
