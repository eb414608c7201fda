package superpose.reports.toymodels;

import java.util.List;
import java.util.Locale;
import superpose.analysis.optima.PentagonOrDigons;
import superpose.data.FeatureDirections;
import superpose.reports.claims.Claim;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.figures.QuiverChart;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Still;
import superpose.reports.reproduce.TableRows;
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.toymodels.FeaturesInTwoDimensions.Trained;
import tech.tablesaw.api.Table;

/** The tables and figures of {@link FeaturesInTwoDimensions}. */
final class TwoDimensionsFigures {

    private static final ChartAxis DENSITY = ChartAxis.log10("density", "density, the chance that a feature is on");

    private final List<Trained> uniform;
    private final List<Trained> notebook;

    TwoDimensionsFigures(List<Trained> uniform, List<Trained> notebook) {
        this.uniform = uniform;
        this.notebook = notebook;
    }

    Outcome outcome(Outcome.Summary summary, List<Claim> claims) {
        Table directions = directions("directions", uniform);
        Table weighted = directions("directions_by_importance", notebook);
        Table film = film();
        Table rates = rates();
        Table losses = losses();
        int seeds = uniform.getFirst().models().models().size();
        Section shapes = Section.titled("From two features to a pentagon")
                .prose(
                        "Each panel shows where a model of two hidden units puts its five features, all equally important."
                                + " The best of " + seeds
                                + " trainings is drawn strong, the others faint behind it: what one"
                                + " training shows is often luck.")
                .chart(quiver(
                                new ChartText(
                                        "Directions by density",
                                        "The rarer the features, the more of them the model keeps."),
                                directions)
                        .withTableFile("tables/directions.csv"))
                .chart(quiver(
                                new ChartText(
                                        "Directions by density, feature i weighed by 0.9^i",
                                        "The notebook's own figure: its features differ a little in importance."),
                                weighted)
                        .withTableFile("tables/directions_by_importance.csv"));
        Section training = Section.titled("How the pentagon forms")
                .prose("The same models after more and more steps of their training, at density 0.05.")
                .chart(quiver(
                                new ChartText(
                                        "Directions by training step", "One panel is one step of every training."),
                                film)
                        .withTableFile("tables/film.csv"));
        return new Outcome(
                summary,
                List.of(shapes, training, luck(rates, seeds), crossing(losses)),
                claims,
                List.of(directions, weighted, film, rates, losses));
    }

    private static Chart quiver(ChartText text, Table table) {
        return QuiverChart.of(text, table, "x", "y")
                .panelsBy("panel")
                .modelsBy("model", "loss")
                .colouredBy(ChartAxis.linear("feature", "feature"))
                .chart();
    }

    private static Section luck(Table rates, int seeds) {
        return Section.titled("How often a single training finds it")
                .prose(
                        "Where the pentagon is best, a training may still end in two antipodal pairs, from which no small"
                                + " step leads further down.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Where trainings end", "Share of " + seeds + " trainings at each density."),
                                rates,
                                DENSITY,
                                ChartAxis.linear("share", "share of trainings").within(0, 1))
                        .seriesBy("shape")
                        .chart()
                        .withTableFile("tables/rates.csv"));
    }

    private static Section crossing(Table losses) {
        return Section.titled("Two ways to hold five features, and where they cross")
                .prose(
                        "The least expected loss of a pentagon and of two antipodal pairs with one feature left out, computed"
                                + " without sampling, and the losses of all trained models. Losses are shares of what it costs to"
                                + " ignore every feature.")
                .chart(LineChart.of(
                                new ChartText("Loss by density", "Lines are computed; dots are trained models."),
                                losses.where(losses.stringColumn("series").isNotEqualTo("trained")),
                                DENSITY,
                                ChartAxis.linear("loss", "loss, share of ignoring all"))
                        .seriesBy("series")
                        .dots(losses.where(losses.stringColumn("series").isEqualTo("trained")), "loss")
                        .chart()
                        .withTableFile("tables/losses.csv"));
    }

    private static Table directions(String name, List<Trained> all) {
        TableRows rows = new TableRows(name);
        for (Trained one : all) {
            List<TrainedModel> models = one.models().models();
            for (int model = 0; model < models.size(); model++) {
                append(rows, one.words(), model, models.get(model).directions(), one.exactLoss(models.get(model)));
            }
        }
        return rows.table();
    }

    /** Every model is drawn at every step; the strong one is that which is best in the end. */
    private Table film() {
        TableRows rows = new TableRows("film");
        for (Trained one : uniform) {
            List<TrainedModel> models = one.models().models();
            int frames = models.getFirst().film().size();
            for (int frame = 0; frame < frames; frame++) {
                for (int model = 0; model < models.size(); model++) {
                    Still still = models.get(model).film().get(frame);
                    String panel = String.format(Locale.ROOT, "step %,d", still.step());
                    append(rows, panel, model, still.directions(), one.exactLoss(models.get(model)));
                }
            }
        }
        return rows.table();
    }

    private static void append(TableRows rows, String panel, int model, FeatureDirections directions, double loss) {
        for (int feature = 0; feature < directions.features(); feature++) {
            float[] direction = directions.of(feature);
            rows.row()
                    .put("panel", panel)
                    .put("model", "seed " + model)
                    .put("feature", feature)
                    .put("x", direction[0])
                    .put("y", direction[1])
                    .put("loss", loss);
        }
    }

    private Table rates() {
        TableRows rows = new TableRows("rates");
        for (Trained one : uniform) {
            double models = one.models().models().size();
            double pentagons = one.polygons(5) / models;
            double squares = one.polygons(4) / models;
            for (var shape : List.of(
                    new Shape("pentagon", pentagons),
                    new Shape("two antipodal pairs", squares),
                    new Shape("anything else", 1 - pentagons - squares))) {
                rows.row()
                        .put("density", one.density().value())
                        .put("shape", shape.name())
                        .put("share", shape.share());
            }
        }
        return rows.table();
    }

    private record Shape(String name, double share) {}

    private Table losses() {
        TableRows rows = new TableRows("losses");
        for (Trained one : uniform) {
            double ignoring = one.density().lossOfIgnoring();
            PentagonOrDigons ways = PentagonOrDigons.uniform(one.density());
            append(rows, one, "pentagon", ways.pentagon().lossPerFeature() / ignoring);
            append(rows, one, "two antipodal pairs", ways.digons().lossPerFeature() / ignoring);
            for (TrainedModel model : one.models().models()) {
                append(rows, one, "trained", one.exactLoss(model) / ignoring);
            }
        }
        return rows.table();
    }

    private static void append(TableRows rows, Trained one, String series, double loss) {
        rows.row().put("density", one.density().value()).put("series", series).put("loss", loss);
    }
}
