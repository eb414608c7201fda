package superpose.reports.toymodels;

import java.util.Comparator;
import java.util.List;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.figures.ScatterChart;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.TableRows;
import tech.tablesaw.api.Table;

/** The answer, figures and tables of {@link Monosemanticity}. */
final class MonosemanticityFigures {

    private static final ChartAxis MONOSEMANTIC =
            ChartAxis.linear("monosemantic_per_feature", "monosemantic neurons per feature");

    private MonosemanticityFigures() {}

    static Outcome outcome(List<Monosemanticity.Run> runs, List<Claim> claims) {
        Table rates = table("rates", Monosemanticity.byRate(runs));
        Table starts = table("starts", Monosemanticity.byStart(runs));
        Table widths = table("widths", Monosemanticity.byWidth(runs));
        Table neurons = neurons(Monosemanticity.byStart(runs));
        return new Outcome(
                summary(runs),
                List.of(rateFigure(rates), startFigures(starts, neurons), widthFigure(widths)),
                claims,
                List.of(rates, starts, widths, neurons));
    }

    private static Outcome.Summary summary(List<Monosemanticity.Run> runs) {
        Comparator<Monosemanticity.Run> order = Comparator.comparingDouble(Monosemanticity.Run::monosemantic);
        Monosemanticity.Run most = runs.stream().max(order).orElseThrow();
        Monosemanticity.Run least =
                Monosemanticity.byStart(runs).stream().min(order).orElseThrow();
        return new Outcome.Summary(
                "Of " + runs.getFirst().features() + " features, the most monosemantic network ("
                        + words(most.setting())
                        + ") has " + ExperimentPage.number(most.monosemantic())
                        + " neurons for each that answer to it alone; one as wide whose biases started at "
                        + ExperimentPage.number(least.setting().start()) + " has "
                        + ExperimentPage.number(least.monosemantic()) + ".",
                List.of(key(most), key(least)));
    }

    private static KeyNumber key(Monosemanticity.Run run) {
        return new KeyNumber(
                ExperimentPage.number(run.monosemantic()), "monosemantic neurons per feature", words(run.setting()));
    }

    private static String words(Monosemanticity.Setting setting) {
        return "biases from " + ExperimentPage.number(setting.start()) + ", rate "
                + ExperimentPage.number(setting.rate()) + ", " + ExperimentPage.number(setting.width())
                + " neurons per feature";
    }

    private static Table table(String name, List<Monosemanticity.Run> runs) {
        TableRows rows = new TableRows(name);
        for (Monosemanticity.Run run : runs) {
            rows.row()
                    .put("learning_rate", run.setting().rate())
                    .put("bias_start", run.setting().start())
                    .put("neurons", run.kept().biases().size())
                    .put("monosemantic_per_feature", run.monosemantic())
                    .put("loss", run.kept().loss())
                    .put("mean_bias", run.meanBias());
        }
        return rows.table();
    }

    private static Table neurons(List<Monosemanticity.Run> runs) {
        TableRows rows = new TableRows("neurons");
        for (Monosemanticity.Run run : runs) {
            for (int neuron = 0; neuron < run.kept().biases().size(); neuron++) {
                rows.row()
                        .put(
                                "series",
                                "biases from "
                                        + ExperimentPage.number(run.setting().start()))
                        .put("neuron", neuron)
                        .put("bias", run.kept().biases().get(neuron))
                        .put("share", run.kept().shares().get(neuron));
            }
        }
        return rows.table();
    }

    private static Section rateFigure(Table rates) {
        return Section.titled("The learning rate")
                .prose(
                        "A neuron is monosemantic when of its answers to the features, each alone at value 1, more than 99.9 %"
                                + " go to one. Losses are squared errors, summed over features; biases start at 0. The original"
                                + " has 512 features in 64 inputs and trains for 131,072 steps of 8,192 samples with Lamb and an"
                                + " oscillating rate; here it is Adam and a rate that falls once, and its rates mean another"
                                + " thing. What smaller networks show is measured, but decides no claim: that takes the preset `paper`.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Monosemantic neurons over the learning rate", "Each dot is one network."),
                                rates,
                                ChartAxis.log10("learning_rate", "learning rate at the start"),
                                MONOSEMANTIC)
                        .chart()
                        .withTableFile("tables/rates.csv"))
                .chart(ScatterChart.of(
                                new ChartText(
                                        "Monosemantic neurons over the loss",
                                        "Dots above each other are networks of equal loss that work differently."),
                                rates,
                                ChartAxis.linear("loss", "loss"),
                                MONOSEMANTIC)
                        .colouredBy(ChartAxis.log10("learning_rate", "learning rate"))
                        .chart()
                        .withTableFile("tables/rates.csv"));
    }

    private static Section startFigures(Table starts, Table neurons) {
        return Section.titled("Where biases start")
                .prose(
                        "Biases that start below 0 fade during the first half of the training, as far as in the original.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Monosemantic neurons over the start of the biases",
                                        "Each dot is one network."),
                                starts,
                                ChartAxis.linear("bias_start", "bias at the start"),
                                MONOSEMANTIC)
                        .chart()
                        .withTableFile("tables/starts.csv"))
                .chart(ScatterChart.of(
                                new ChartText(
                                        "Share of the strongest answer over the bias of every neuron",
                                        "One dot is one neuron; a neuron that answers to nothing has share 0."),
                                neurons,
                                ChartAxis.linear("bias", "bias at the end"),
                                ChartAxis.linear("share", "share of the strongest answer")
                                        .within(0, 1))
                        .seriesBy("series")
                        .chart()
                        .withTableFile("tables/neurons.csv"));
    }

    private static Section widthFigure(Table widths) {
        return Section.titled("How many neurons there are")
                .prose("Networks of different widths, biases starting at -1.")
                .chart(LineChart.of(
                                new ChartText("Monosemantic neurons over the neuron count", "Each dot is one network."),
                                widths,
                                ChartAxis.neurons(),
                                MONOSEMANTIC)
                        .chart()
                        .withTableFile("tables/widths.csv"));
    }
}
