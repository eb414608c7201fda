package superpose.reports.toymodels;

import java.util.List;
import superpose.analysis.geometry.Collisions;
import superpose.analysis.geometry.FourthPowers;
import superpose.reports.claims.Claim;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Still;
import superpose.reports.reproduce.TableRows;
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.toymodels.IncidentalPolysemanticity.Trained;
import tech.tablesaw.aggregate.AggregateFunctions;
import tech.tablesaw.api.Table;

/** The tables and figures of {@link IncidentalPolysemanticity}. */
final class CollisionFigures {

    private final List<Trained> trained;
    private final Trained control;

    CollisionFigures(List<Trained> trained, Trained control) {
        this.trained = trained;
        this.control = control;
    }

    Outcome outcome(Outcome.Summary summary, List<Claim> claims) {
        Table collisions = collisions();
        Table film = film();
        return new Outcome(summary, List.of(counts(collisions), formation(film)), claims, List.of(collisions, film));
    }

    private Section counts(Table collisions) {
        int seeds = trained.getFirst().models().models().size();
        int features = trained.getFirst().units();
        Table runs = collisions.where(collisions.stringColumn("series").isEqualTo("trained"));
        TableRows lines = new TableRows("lines");
        for (Trained one : trained) {
            lines.row().put("units", one.units()).put("series", "trained").put("shared", one.sharedUnits());
            lines.row().put("units", one.units()).put("series", "n^2 / (4 m)").put("shared", one.predicted());
        }
        return Section.titled("How many units are shared")
                .prose("Each of " + features
                        + " features is shown alone, and the model writes it back through at least as"
                        + " many units as there are features, with a penalty on the sum of absolute weights. The mean of "
                        + seeds
                        + " models is drawn strong. The source has 256 features and 16 models; its models have no"
                        + " output bias, ours have one that is set back to zero at every step.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Units shared by two or more features",
                                        "The more units there are, the fewer picks collide; dots are single models."),
                                lines.table(),
                                ChartAxis.log2("units", "hidden units m"),
                                ChartAxis.linear("shared", "shared units"))
                        .seriesBy("series")
                        .dashed("n^2 / (4 m)")
                        .dots(runs, "shared")
                        .chart()
                        .withTableFile("tables/collisions.csv"));
    }

    private Section formation(Table film) {
        return Section.titled("How features pick a unit")
                .prose(
                        "A feature that is spread over k units has a sum of fourth powers of about 1 / k; one that has a unit"
                                + " to itself has 1. The models have "
                                + trained.getFirst().units()
                                + " features and as many units.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Sum of fourth powers of a feature's weights",
                                        "With the penalty weights gather on one unit; without it they stay spread. Where the line"
                                                + " still climbs at the end, the training was too short for all to have picked."),
                                means(film),
                                ChartAxis.linear("step", "training step"),
                                ChartAxis.linear("fourth", "sum of fourth powers, mean over features"))
                        .seriesBy("series")
                        .threads(film, "fourth", "seed")
                        .chart()
                        .withTableFile("tables/film.csv"));
    }

    private static Table means(Table film) {
        Table means = film.summarize("fourth", AggregateFunctions.mean).by("step", "series");
        means.column("Mean [fourth]").setName("fourth");
        return means;
    }

    private Table collisions() {
        TableRows rows = new TableRows("collisions");
        for (Trained one : trained) {
            int seed = 0;
            for (TrainedModel model : one.models().models()) {
                Collisions found = IncidentalPolysemanticity.collisions(model);
                rows.row()
                        .put("units", one.units())
                        .put("series", "trained")
                        .put("seed", seed++)
                        .put("shared", (double) found.shared())
                        .put("opposed", found.opposed())
                        .put("law", found.predicted())
                        .put("fourth_powers", IncidentalPolysemanticity.fourth(model))
                        .put("loss_per_feature", IncidentalPolysemanticity.lossPerFeature(model));
            }
        }
        return rows.table();
    }

    private Table film() {
        TableRows rows = new TableRows("film");
        append(rows, "with the penalty", trained.getFirst());
        append(rows, "without", control);
        return rows.table();
    }

    private static void append(TableRows rows, String series, Trained trained) {
        int seed = 0;
        for (TrainedModel model : trained.models().models()) {
            String name = "seed " + seed++;
            for (Still still : model.film()) {
                rows.row()
                        .put("step", still.step())
                        .put("series", series)
                        .put("seed", name)
                        .put("fourth", FourthPowers.of(still.directions()).mean())
                        .put("shared", Collisions.of(still.directions()).shared());
            }
        }
    }
}
