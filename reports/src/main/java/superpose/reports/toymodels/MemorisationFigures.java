package superpose.reports.toymodels;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import superpose.data.FeatureDirections;
import superpose.reports.claims.Claim;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.figures.QuiverChart;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.TableRows;
import superpose.reports.toymodels.FittedSet.Fit;
import tech.tablesaw.api.Table;

/** The tables and figures of {@link Memorisation}. */
final class MemorisationFigures {

    private static final ChartAxis POINTS = ChartAxis.log10("points", "samples in the training set, T");

    /** Sets whose directions are drawn: two panels each. */
    private static final int DRAWN = 4;

    /** More directions than this in a panel hide one another. */
    private static final int MOST = 250;

    private final List<FittedSet> fitted;

    MemorisationFigures(List<FittedSet> fitted) {
        this.fitted = fitted;
    }

    Outcome outcome(Outcome.Summary summary, List<Claim> claims) {
        Table directions = directions();
        Table dimensions = dimensions();
        Table losses = losses();
        return new Outcome(
                summary,
                List.of(sideBySide(directions), shares(dimensions), descent(losses)),
                claims,
                List.of(directions, dimensions, losses));
    }

    private static Section sideBySide(Table directions) {
        return Section.titled("Samples or features")
                .prose(
                        "Each pair of panels shows one model of two hidden units: the directions of the features on the left,"
                                + " the hidden vectors of the samples that it was trained on at the right. Samples have length one. Of"
                                + " several models that with the least training loss is drawn.")
                .chart(QuiverChart.of(
                                new ChartText(
                                        "Feature directions and hidden vectors by the number of samples T",
                                        "Of few samples the samples stand apart and features are a tangle; of many it is the"
                                                + " other way round. At most " + MOST
                                                + " directions are drawn in a panel, the longest."),
                                directions,
                                "x",
                                "y")
                        .panelsBy("panel")
                        .chart()
                        .withTableFile("tables/directions.csv"));
    }

    private static Section shares(Table dimensions) {
        return Section.titled("Who owns the dimensions")
                .prose(
                        "The share of a dimension D is computed with the same formula from feature directions and from hidden"
                                + " vectors. Medians; dots are single models. Samples that share two dimensions evenly have 2 / T"
                                + " each.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Share of a dimension by the number of samples",
                                        "Features are those with a norm above 1/2."),
                                dimensions.where(
                                        dimensions.stringColumn("which").isNotEqualTo("one of the models")),
                                POINTS,
                                ChartAxis.log10("share", "share of a dimension, D"))
                        .seriesBy("series")
                        .dashed("2 / T")
                        .dots(
                                dimensions.where(
                                        dimensions.stringColumn("which").isEqualTo("one of the models")),
                                "share")
                        .chart()
                        .withTableFile("tables/dimensions.csv"));
    }

    private Section descent(Table losses) {
        int features = fitted.getFirst().best().model().directions().features();
        return Section.titled("Double descent")
                .prose(
                        "Losses of the models with the least training loss; dots are single models. A model that always answers"
                                + " zero has a loss of 1 / " + features + ".")
                .chart(LineChart.of(
                                new ChartText(
                                        "Loss by the number of samples",
                                        "The test loss is largest where the model no longer holds all samples and does not yet know the"
                                                + " features."),
                                losses.where(losses.stringColumn("which").isEqualTo("best")),
                                POINTS,
                                ChartAxis.linear("loss", "loss, mean over samples and features"))
                        .seriesBy("series")
                        .dots(losses.where(losses.stringColumn("which").isEqualTo("one of the models")), "loss")
                        .reference(1.0 / features, "always zero")
                        .chart()
                        .withTableFile("tables/losses.csv"));
    }

    private Table directions() {
        TableRows rows = new TableRows("directions");
        int drawn = Math.min(DRAWN, fitted.size());
        for (int index = 0; index < drawn; index++) {
            FittedSet set = fitted.get(index * (fitted.size() - 1) / Math.max(1, drawn - 1));
            String words = String.format(Locale.ROOT, "T = %,d: ", set.points());
            append(rows, words + "features", set.best().model().directions());
            append(rows, words + "samples", set.best().hidden());
        }
        return rows.table();
    }

    private static void append(TableRows rows, String panel, FeatureDirections directions) {
        IntStream.range(0, directions.features())
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -squaredLength(directions.of(row))))
                .limit(MOST)
                .forEach(row -> rows.row()
                        .put("panel", panel)
                        .put("row", row)
                        .put("x", directions.of(row)[0])
                        .put("y", directions.of(row)[1]));
    }

    private static double squaredLength(float[] direction) {
        return (double) direction[0] * direction[0] + (double) direction[1] * direction[1];
    }

    private Table dimensions() {
        TableRows rows = new TableRows("dimensions");
        for (FittedSet set : fitted) {
            appendShares(rows, set, "best", set.best());
            for (Fit fit : set.models()) {
                appendShares(rows, set, "one of the models", fit);
            }
            double evenly = 2.0 / set.points();
            row(rows, set, "2 / T").put("which", "theory").put("share", evenly);
        }
        return rows.table();
    }

    private static void appendShares(TableRows rows, FittedSet set, String which, Fit fit) {
        row(rows, set, "samples").put("which", which).put("share", drawable(fit.medianOfPoints()));
        row(rows, set, "features").put("which", which).put("share", drawable(fit.medianOfFeatures()));
    }

    /** Nothing to own has no place on a logarithmic axis: its cell stays empty. */
    private static double drawable(double share) {
        return share > 0 ? share : Double.NaN;
    }

    private Table losses() {
        TableRows rows = new TableRows("losses");
        for (FittedSet set : fitted) {
            appendLosses(rows, set, "best", set.best());
            for (Fit fit : set.models()) {
                appendLosses(rows, set, "one of the models", fit);
            }
        }
        return rows.table();
    }

    private static void appendLosses(TableRows rows, FittedSet set, String which, Fit fit) {
        row(rows, set, "new samples").put("which", which).put("loss", fit.testLoss());
        row(rows, set, "training samples").put("which", which).put("loss", fit.trainingLoss());
    }

    private static TableRows row(TableRows rows, FittedSet set, String series) {
        return rows.row().put("points", set.points()).put("series", series);
    }
}
