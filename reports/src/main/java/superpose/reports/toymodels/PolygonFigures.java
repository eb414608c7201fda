package superpose.reports.toymodels;

import java.util.Comparator;
import java.util.List;
import superpose.analysis.statistics.Plateaus;
import superpose.reports.claims.Claim;
import superpose.reports.figures.BarChart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.TableRows;
import superpose.reports.toymodels.LearningPolygons.Descent;
import superpose.reports.toymodels.LearningPolygons.Level;
import tech.tablesaw.api.Table;

/** The tables and figures of {@link LearningPolygons}. */
final class PolygonFigures {

    private final List<Descent> trainings;
    private final List<Double> ends;
    private final List<Level> levels = LearningPolygons.levels();

    PolygonFigures(List<Descent> trainings, List<Double> ends) {
        this.trainings = trainings;
        this.ends = ends;
    }

    Outcome outcome(Outcome.Summary summary, List<Claim> claims) {
        Table losses = losses();
        Table plateaus = plateaus();
        Table descents = descents();
        return new Outcome(
                summary,
                List.of(training(losses), downhill(descents)),
                claims,
                List.of(losses, plateaus, descents, table()));
    }

    private Section training(Table losses) {
        Descent best = best();
        LineChart chart = LineChart.of(
                        new ChartText(
                                "Expected loss by step",
                                "Thin lines are all " + trainings.size()
                                        + " trainings, the strong one that which ends lowest (" + best.name()
                                        + "). Horizontal lines are computed polygons with live biases."),
                        losses.where(losses.stringColumn("training").isEqualTo(best.name())),
                        ChartAxis.log10("step", "training step"),
                        ChartAxis.linear("loss", "expected loss, summed over features"))
                .threads(losses, "loss", "training");
        for (Level level : levels) {
            if (!level.name().contains("dead") && (level.corners() == 0 || level.corners() > 2)) {
                chart.reference(level.loss(), level.name());
            }
        }
        return Section.titled("Down the stairs")
                .prose("Models of two hidden units learn " + LearningPolygons.FEATURES
                        + " features of which exactly one is on at a time, by gradient descent with momentum. A feature that"
                        + " is left out has no direction; its bias is at its best, or dead, which costs 1/144 more. From"
                        + " small weights only biases are learned at first.")
                .chart(chart.chart().withTableFile("tables/losses.csv"));
    }

    private Section downhill(Table descents) {
        return Section.titled("Where random descents end")
                .prose(
                        "The same loss, computed without sampling, followed downhill from " + ends.size()
                                + " random starts: normal directions of standard deviation 0.5, biases at the mean of a feature.")
                .chart(BarChart.of(
                                new ChartText("Ends of random descents", "From the best polygon to the worst."),
                                descents,
                                ChartAxis.category("end", "where a descent ends"),
                                ChartAxis.linear("descents", "descents"))
                        .chart()
                        .withTableFile("tables/descents.csv"));
    }

    private Descent best() {
        return trainings.stream()
                .min(Comparator.comparingDouble(one -> one.losses().getLast()))
                .orElseThrow();
    }

    private Table losses() {
        TableRows rows = new TableRows("losses");
        for (Descent one : trainings) {
            for (int frame = 0; frame < one.losses().size(); frame++) {
                rows.row()
                        .put("training", one.name())
                        .put("step", one.steps().get(frame))
                        .put("loss", one.losses().get(frame));
            }
        }
        return rows.table();
    }

    private Table plateaus() {
        TableRows rows = new TableRows("plateaus");
        for (Descent one : trainings) {
            for (Plateaus.Plateau plateau : one.plateaus()) {
                Level near = LearningPolygons.nearest(levels, plateau.level());
                rows.row()
                        .put("training", one.name())
                        .put("from_step", one.steps().get(plateau.start()))
                        .put("to_step", one.steps().get(plateau.end()))
                        .put("loss", plateau.level())
                        .put("nearest", near.name())
                        .put("relative_distance", near.distance(plateau.level()));
            }
        }
        return rows.table();
    }

    private Table descents() {
        TableRows rows = new TableRows("descents");
        for (Level level : levels) {
            long count = ends.stream()
                    .filter(end -> LearningPolygons.nearest(levels, end).equals(level))
                    .count();
            if (count > 0) {
                rows.row().put("end", level.name()).put("loss", level.loss()).put("descents", (int) count);
            }
        }
        return rows.table();
    }

    private Table table() {
        TableRows rows = new TableRows("polygons");
        for (Level level : levels) {
            rows.row()
                    .put("polygon", level.name())
                    .put("corners", level.corners())
                    .put("loss", level.loss());
        }
        return rows.table();
    }
}
