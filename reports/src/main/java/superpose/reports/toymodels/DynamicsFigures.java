package superpose.reports.toymodels;

import java.util.Comparator;
import java.util.List;
import superpose.analysis.statistics.Jumps;
import superpose.reports.claims.Claim;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.pages.Section;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.TableRows;
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.toymodels.LearningDynamics.Course;
import tech.tablesaw.api.Table;

/** The tables and figures of {@link LearningDynamics}. */
final class DynamicsFigures {

    private static final ChartAxis STEP = ChartAxis.log10("step", "training step");
    private static final ChartAxis LOSS = ChartAxis.log10("loss", "loss on fresh samples, mean over features");
    private static final ChartAxis SHARE =
            ChartAxis.linear("share", "dimensionality D_i").within(0, 1);

    private final List<Course> levels;
    private final List<Course> turns;
    private final TrainedModels octahedra;

    DynamicsFigures(List<Course> levels, List<Course> turns, TrainedModels octahedra) {
        this.levels = levels;
        this.turns = turns;
        this.octahedra = octahedra;
    }

    Outcome outcome(Outcome.Summary summary, List<Claim> claims) {
        Table shares = shares("shares", levels);
        Table losses = losses("losses", levels);
        Table turning = shares("turning_shares", turns);
        Table turningLosses = losses("turning_losses", turns);
        return new Outcome(
                summary,
                List.of(jumping(shares, losses), turning(turning, turningLosses)),
                claims,
                List.of(shares, losses, jumps(), turning, turningLosses, directions()));
    }

    private Section jumping(Table shares, Table losses) {
        int shown = mostJumps();
        Table of = seed(shares, shown);
        return Section.titled("Jumps between shares of a dimension")
                .prose("Models of " + LearningDynamics.HIDDEN + " hidden units learn " + LearningDynamics.FEATURES
                        + " equal features. Drawn is the training with the most jumps, seed " + shown
                        + "; a jump is a change of D_i by more than 0.2 within 100 steps. Sizes and learning rate are ours:"
                        + " the paper does not give them.")
                .chart(threads(
                                new ChartText(
                                        "Dimensionality of each feature by step",
                                        "Thin lines are the features, the strong one their mean; dashed upright lines are"
                                                + " the jumps."),
                                of)
                        .events(jumps(shown), "jump")
                        .chart()
                        .withTableFile("tables/shares.csv"))
                .chart(strongest(
                                "Loss by step",
                                "The strong line is the same training, the thin ones all " + levels.size() + ".",
                                seed(losses, shown),
                                losses)
                        .withTableFile("tables/losses.csv"));
    }

    private Section turning(Table shares, Table losses) {
        int shown = octahedra.models().indexOf(octahedra.best());
        return Section.titled("Two correlated sets turn into an octahedron")
                .prose("Two sets of three features in " + LearningDynamics.SPACE
                        + " hidden units; the features of a set are on together. Drawn is the best training, seed "
                        + shown
                        + ".")
                .chart(threads(
                                new ChartText(
                                        "Dimensionality of each of six features by step",
                                        "Thin lines are the features, the strong one their mean. In an octahedron each has"
                                                + " one half."),
                                seed(shares, shown))
                        .chart()
                        .withTableFile("tables/turning_shares.csv"))
                .chart(strongest(
                                "Loss by step, two sets",
                                "The strong line is the same training, the thin ones all " + turns.size() + ".",
                                seed(losses, shown),
                                losses)
                        .withTableFile("tables/turning_losses.csv"));
    }

    private static LineChart threads(ChartText text, Table of) {
        return LineChart.of(text, of.where(of.stringColumn("feature").isEqualTo("mean")), STEP, SHARE)
                .threads(of.where(of.stringColumn("feature").isNotEqualTo("mean")), "share", "feature")
                .reference(0.5, "antipodal pair");
    }

    private static Chart strongest(String title, String words, Table one, Table all) {
        return LineChart.of(new ChartText(title, words), one, STEP, LOSS)
                .threads(all, "loss", "training")
                .chart();
    }

    private int mostJumps() {
        return levels.indexOf(levels.stream()
                .max(Comparator.comparingInt(one -> one.jumps().size()))
                .orElseThrow());
    }

    private static Table seed(Table table, int seed) {
        return table.where(table.stringColumn("training").isEqualTo("seed " + seed));
    }

    private static Table shares(String name, List<Course> courses) {
        TableRows rows = new TableRows(name);
        for (int seed = 0; seed < courses.size(); seed++) {
            Course course = courses.get(seed);
            for (int look = 0; look < course.steps().size(); look++) {
                double[] shares = course.shares().get(look);
                double sum = 0;
                for (int feature = 0; feature < shares.length; feature++) {
                    row(rows, seed, course, look)
                            .put("feature", "feature " + feature)
                            .put("share", shares[feature]);
                    sum += shares[feature];
                }
                row(rows, seed, course, look).put("feature", "mean").put("share", sum / shares.length);
            }
        }
        return rows.table();
    }

    private static Table losses(String name, List<Course> courses) {
        TableRows rows = new TableRows(name);
        for (int seed = 0; seed < courses.size(); seed++) {
            Course course = courses.get(seed);
            for (int look = 0; look < course.losses().size(); look++) {
                row(rows, seed, course, look).put("loss", course.losses().get(look));
            }
        }
        return rows.table();
    }

    private static TableRows row(TableRows rows, int seed, Course course, int look) {
        return rows.row()
                .put("training", "seed " + seed)
                .put("step", course.steps().get(look));
    }

    private Table jumps() {
        TableRows rows = new TableRows("jumps");
        for (int seed = 0; seed < levels.size(); seed++) {
            append(rows, seed);
        }
        return rows.table();
    }

    private Table jumps(int seed) {
        TableRows rows = new TableRows("jumps");
        append(rows, seed);
        return rows.table();
    }

    private void append(TableRows rows, int seed) {
        Course course = levels.get(seed);
        double[] drops = course.drops();
        for (Jumps.Jump jump : course.jumps()) {
            row(rows, seed, course, jump.start())
                    .put("largest_change", jump.size())
                    .put("relative_loss_drop", drops[jump.start()]);
        }
    }

    private Table directions() {
        TableRows rows = new TableRows("octahedron_directions");
        List<TrainedModel> models = octahedra.models();
        for (int seed = 0; seed < models.size(); seed++) {
            for (int feature = 0; feature < LearningDynamics.CORNERS; feature++) {
                float[] direction = models.get(seed).directions().of(feature);
                rows.row()
                        .put("training", "seed " + seed)
                        .put("feature", feature)
                        .put("set", feature / LearningDynamics.SPACE)
                        .put("x", direction[0])
                        .put("y", direction[1])
                        .put("z", direction[2]);
            }
        }
        return rows.table();
    }
}
