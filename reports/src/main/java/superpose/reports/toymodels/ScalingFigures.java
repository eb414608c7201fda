package superpose.reports.toymodels;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import superpose.analysis.statistics.Interval;
import superpose.analysis.statistics.PowerLaw;
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

/** The answer, figures and tables of {@link Scaling}. */
final class ScalingFigures {

    private static final double LEVEL = 0.95;
    private static final double FLAT = 1;
    private static final double WEAK = 1;

    private ScalingFigures() {}

    static Outcome outcome(List<Scaling.Point> points, List<Claim> claims) {
        Table models = models(points);
        Table means = means(points);
        Table overlaps = overlaps(points);
        Table shares = shares(points);
        return new Outcome(
                summary(points),
                List.of(losses(means, models), overlapFigure(overlaps), shareFigure(shares)),
                claims,
                List.of(models, means, overlaps, shares));
    }

    private static Outcome.Summary summary(List<Scaling.Point> points) {
        PowerLaw strong = Scaling.law(points, Scaling.STRONG, FLAT, Scaling.Point::loss);
        PowerLaw weak = Scaling.law(points, WEAK, Scaling.WEAK_EXPONENT, Scaling.Point::loss);
        return new Outcome.Summary(
                "With all features in superposition the loss falls as m^" + exponent(strong)
                        + " over the hidden units m (frequencies ~ 1/i); with decayed weights it falls as m^"
                        + exponent(weak) + " (frequencies ~ i^-1.75).",
                List.of(
                        key(strong, "strong superposition, frequencies ~ 1/i"),
                        key(weak, "weak, frequencies ~ i^-1.75")));
    }

    private static String exponent(PowerLaw law) {
        return String.format(Locale.ROOT, "%.2f", law.exponent());
    }

    private static KeyNumber key(PowerLaw law, String where) {
        Interval interval = law.exponentInterval(LEVEL);
        return new KeyNumber(exponent(law), "exponent of the loss", where + ExperimentPage.range(interval));
    }

    private static String series(Scaling.Point point) {
        return (point.gamma() < 0 ? "strong" : "weak, decay " + point.gamma()) + ", " + frequencies(point);
    }

    private static String frequencies(Scaling.Point point) {
        return String.format(Locale.ROOT, "frequencies ~ i^-%.3g", point.exponent());
    }

    private static List<Scaling.Point> swept(List<Scaling.Point> points) {
        return points.stream()
                .filter(point -> points.stream()
                                .filter(other -> other.isOf(point.gamma(), point.exponent()))
                                .mapToInt(Scaling.Point::hidden)
                                .distinct()
                                .count()
                        > 1)
                .toList();
    }

    private static Table models(List<Scaling.Point> points) {
        TableRows rows = new TableRows("models");
        for (Scaling.Point point : points) {
            rows.row()
                    .put("series", series(point))
                    .put("decay", point.gamma())
                    .put("frequency_exponent", point.exponent())
                    .put("hidden", point.hidden())
                    .put("loss", point.loss())
                    .put("ignored_frequencies", point.ignored())
                    .put("represented", point.represented())
                    .put("overlap", point.overlap());
        }
        return rows.table();
    }

    private static Table means(List<Scaling.Point> points) {
        TableRows rows = new TableRows("losses");
        List<Scaling.Point> swept = swept(points);
        swept.stream()
                .map(ScalingFigures::series)
                .distinct()
                .forEach(series -> swept.stream()
                        .filter(point -> series(point).equals(series))
                        .mapToInt(Scaling.Point::hidden)
                        .distinct()
                        .forEach(hidden -> rows.row()
                                .put("series", series)
                                .put("hidden", hidden)
                                .put(
                                        "loss",
                                        swept.stream()
                                                .filter(point ->
                                                        series(point).equals(series) && point.hidden() == hidden)
                                                .mapToDouble(Scaling.Point::loss)
                                                .average()
                                                .orElseThrow())));
        return rows.table();
    }

    private static Section losses(Table means, Table models) {
        ChartAxis hidden = ChartAxis.log2("hidden", "hidden units m");
        return Section.titled("How the loss falls")
                .prose("In strong superposition every row is drawn to norm 1 (decay " + Scaling.STRONG
                        + "); in weak superposition weights decay. A straight line is a power law. The original has 1,000"
                        + " features, 10 to 100 hidden units and 20,000 steps, and its biases start at random; sizes and"
                        + " steps of this run stand at the end of the page. What smaller models show is measured, but decides"
                        + " no claim: that takes the preset `paper`.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Loss over hidden units",
                                        "Squared error summed over features; lines are means over seeds, dots single models."),
                                means,
                                hidden,
                                ChartAxis.log10("loss", "loss"))
                        .seriesBy("series")
                        .dots(
                                models.where(models.stringColumn("series")
                                        .isIn(means.stringColumn("series").asSet())),
                                "loss")
                        .chart()
                        .withTableFile("tables/losses.csv"));
    }

    private static Table overlaps(List<Scaling.Point> points) {
        TableRows rows = new TableRows("overlaps");
        swept(points).stream()
                .filter(point -> point.gamma() < 0)
                .forEach(point -> rows.row()
                        .put("series", frequencies(point))
                        .put("hidden", point.hidden())
                        .put("overlap", point.overlap()));
        return rows.table();
    }

    private static Section overlapFigure(Table overlaps) {
        return Section.titled("Why: directions overlap as random ones do")
                .prose(
                        "Random unit directions have a mean squared overlap of 1/m, and the loss of strong superposition is the"
                                + " interference that these overlaps cause.")
                .chart(ScatterChart.of(
                                new ChartText(
                                        "Mean squared overlap in strong superposition",
                                        "Over pairs of directions longer than 1; one dot is one model, the line is 1/m."),
                                overlaps,
                                ChartAxis.log2("hidden", "hidden units m"),
                                ChartAxis.log10("overlap", "mean squared overlap"))
                        .seriesBy("series")
                        .curve(inverse(overlaps), "1/m")
                        .chart()
                        .withTableFile("tables/overlaps.csv"));
    }

    private static Table inverse(Table overlaps) {
        TableRows rows = new TableRows("inverse");
        IntStream.of(overlaps.intColumn("hidden").asIntArray())
                .distinct()
                .forEach(hidden -> rows.row().put("hidden", hidden).put("overlap", 1.0 / hidden));
        return rows.table();
    }

    private static Table shares(List<Scaling.Point> points) {
        TableRows rows = new TableRows("shares");
        points.forEach(point -> rows.row()
                .put("decay", point.gamma())
                .put("hidden", point.hidden())
                .put("represented", point.represented()));
        return rows.table();
    }

    private static Section shareFigure(Table shares) {
        return Section.titled("One number sets how much superposition there is")
                .prose("A negative decay draws the norm of every row to 1, a positive one shrinks weights.")
                .chart(ScatterChart.of(
                                new ChartText(
                                        "Share of represented features over the decay",
                                        "Features whose direction is longer than 1/2; one dot is one model."),
                                shares,
                                ChartAxis.linear("decay", "decay of rows"),
                                ChartAxis.linear("represented", "share of features represented")
                                        .within(0, 1))
                        .colouredBy(ChartAxis.log2("hidden", "hidden units m"))
                        .chart()
                        .withTableFile("tables/shares.csv"));
    }
}
