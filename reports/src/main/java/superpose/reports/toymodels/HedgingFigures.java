package superpose.reports.toymodels;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
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
import superpose.reports.toymodels.Hedging.Latent;
import superpose.reports.toymodels.Hedging.Run;
import superpose.reports.toymodels.Hedging.Setting;
import superpose.reports.toymodels.ParentAndChild.Relation;
import tech.tablesaw.api.Table;

/** The answer, figures and tables of {@link Hedging}. */
final class HedgingFigures {

    private static final String TRAINED = "autoencoder";
    private static final int CURVE_POINTS = 50;

    private HedgingFigures() {}

    static Outcome outcome(List<Run> runs, List<Claim> claims) {
        Table latents = latents(runs);
        Table biases = biases(runs);
        return new Outcome(
                summary(runs),
                List.of(
                        biasFigure(Hedging.sweep(runs, Relation.INDEPENDENT)),
                        mixingFigure(Hedging.sweep(runs, Relation.HIERARCHICAL)),
                        latentFigure(latents)),
                claims,
                List.of(biases, latents));
    }

    private static Outcome.Summary summary(List<Run> runs) {
        Setting mixing = Setting.of(Relation.HIERARCHICAL, Hedging.CHILD);
        Setting apart = Setting.of(Relation.INDEPENDENT, Hedging.CHILD);
        double mixed = mean(Hedging.of(runs, mixing), run -> run.parents().child());
        double clean = mean(Hedging.of(runs, apart), run -> run.parents().child());
        double bias = mean(Hedging.of(runs, apart), run -> run.kept().bias().length());
        double absorbed = mean(
                Hedging.of(runs, mixing.withLatents(2)), run -> run.childs().parent());
        return new Outcome.Summary(
                "A single latent mixes in a child that needs its parent (cosine " + ExperimentPage.number(mixed)
                        + "), and not one that is independent (" + ExperimentPage.number(clean)
                        + "): that one goes into the decoder bias.",
                List.of(
                        new KeyNumber(
                                ExperimentPage.number(mixed),
                                "cosine of the single latent with the child",
                                "the closest line has "
                                        + ExperimentPage.number(ParentAndChild.bestLine(Hedging.CHILD))
                                        + ", parent + 0.2 child "
                                        + ExperimentPage.number(ParentAndChild.meanWithParent(Hedging.CHILD))),
                        new KeyNumber(
                                ExperimentPage.number(bias),
                                "length of the decoder bias",
                                "independent features, child on in 0.2 of the samples"),
                        new KeyNumber(
                                ExperimentPage.number(absorbed),
                                "cosine of the child's latent with the parent",
                                "two latents, child needs parent")));
    }

    private static double mean(List<Run> runs, ToDoubleFunction<Run> measure) {
        return runs.stream().mapToDouble(measure).average().orElseThrow();
    }

    /**
     * A number over the child's chance: the mean of the seeds, and what theories say.
     *
     * @param sweep the trained autoencoders
     * @param column what the number is called
     * @param measure the number
     */
    private record Sweep(List<Run> sweep, String column, ToDoubleFunction<Run> measure) {

        Table dots() {
            TableRows rows = new TableRows("dots");
            sweep.forEach(run -> rows.row()
                    .put("child_chance", run.setting().child())
                    .put("series", TRAINED)
                    .put(column, measure.applyAsDouble(run)));
            return rows.table();
        }

        /** Starts a table with the means. */
        TableRows means() {
            TableRows rows = new TableRows("means");
            chances()
                    .forEach(child -> rows.row()
                            .put("child_chance", child)
                            .put("series", TRAINED)
                            .put(
                                    column,
                                    mean(
                                            sweep.stream()
                                                    .filter(run -> run.setting().child() == child)
                                                    .toList(),
                                            measure)));
            return rows;
        }

        /** Adds a curve to a table. */
        void add(TableRows rows, String name, DoubleUnaryOperator theory) {
            double least = chances().getFirst();
            double step = (chances().getLast() - least) / CURVE_POINTS;
            IntStream.rangeClosed(0, CURVE_POINTS)
                    .mapToDouble(point -> least + point * step)
                    .forEach(child -> rows.row()
                            .put("child_chance", child)
                            .put("series", name)
                            .put(column, theory.applyAsDouble(child)));
        }

        private List<Double> chances() {
            return sweep.stream()
                    .map(run -> run.setting().child())
                    .distinct()
                    .sorted()
                    .toList();
        }
    }

    private static Section biasFigure(List<Run> runs) {
        String theory = "chance of the feature that varies less";
        Sweep sweep = new Sweep(runs, "bias_length", run -> run.kept().bias().length());
        TableRows lines = sweep.means();
        sweep.add(lines, theory, ParentAndChild::leftOut);
        return Section.titled("Independent features: the bias learns what the latent leaves out")
                .prose("Two features along orthogonal directions of " + ParentAndChild.HIDDEN
                        + " dimensions, each 0 or 1, the parent on in a quarter of the samples. The autoencoder has a single"
                        + " latent, a ReLU, an L1 penalty of 0.001 and a decoder bias, and starts from the parent's direction"
                        + " with much noise, as the authors' does. A bias as long as the left-out feature's chance makes the"
                        + " squared error least.\n\nFrom a chance of 0.25 on the child varies more than the parent: the latent"
                        + " is then the child, and the bias learns the parent.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Length of the decoder bias over the child's chance",
                                        "Dots are single seeds, the dashed line is the least squared error."),
                                lines.table(),
                                ChartAxis.linear("child_chance", "chance that the child is on"),
                                ChartAxis.linear("bias_length", "length of the decoder bias")
                                        .within(0, 0.3))
                        .seriesBy("series")
                        .dashed(theory)
                        .dots(sweep.dots(), "bias_length")
                        .chart()
                        .withTableFile("tables/biases.csv"));
    }

    private static Section mixingFigure(List<Run> runs) {
        String line = "line closest to all samples";
        String fixed = "parent + chance x child";
        Sweep sweep = new Sweep(runs, "cosine", run -> run.parents().child());
        TableRows lines = sweep.means();
        sweep.add(lines, line, ParentAndChild::bestLine);
        sweep.add(lines, fixed, ParentAndChild::meanWithParent);
        return Section.titled("A child that needs its parent: the latent mixes it in")
                .prose(
                        "Now the child is on only where the parent is. Were the latent's code the same wherever the parent is"
                                + " on, its direction would be the mean of those samples: parent + chance x child. But the encoder"
                                + " also reads the child and raises the code where it is on. The least squared error is then that of"
                                + " the straight line closest to all samples, their first principal component, which leans further"
                                + " towards the child.")
                .chart(LineChart.of(
                                new ChartText(
                                        "How much of the child the single latent mixes in",
                                        "Dots are single seeds, dashed lines are two derivations by least squares."),
                                lines.table(),
                                ChartAxis.linear("child_chance", "chance that the child is on where the parent is"),
                                ChartAxis.linear("cosine", "cosine of latent and child")
                                        .within(0, 0.8))
                        .seriesBy("series")
                        .dashed(line, fixed)
                        .dots(sweep.dots(), "cosine")
                        .chart()
                        .withTableFile("tables/latents.csv"));
    }

    private static Section latentFigure(Table latents) {
        Table usual = latents.where(latents.doubleColumn("child_chance")
                .isEqualTo(Hedging.CHILD)
                .and(latents.doubleColumn("penalty").isEqualTo(Hedging.PENALTY)));
        return Section.titled("Two latents: the child's takes the parent in")
                .prose(
                        "With a latent for each feature nothing need be mixed. Independent features get a latent each, at (1, 0)"
                                + " and (0, 1). But where the child needs the parent, one latent along parent + child costs less L1 than"
                                + " two latents that are on together: the child's latent absorbs the parent, at (0.71, 0.71), and the"
                                + " parent's falls silent where the child is on. These autoencoders start from the features'"
                                + " directions with little noise, as the authors' do.")
                .chart(ScatterChart.of(
                                new ChartText(
                                        "Every latent's cosines with parent and child",
                                        "One mark is one latent of one seed; seeds that agree lie on top of each other. The"
                                                + " child's chance is 0.2."),
                                usual,
                                ChartAxis.linear("parent", "cosine with the parent")
                                        .within(-0.1, 1.1),
                                ChartAxis.linear("child", "cosine with the child")
                                        .within(-0.1, 1.1))
                        .seriesBy("series")
                        .chart()
                        .withTableFile("tables/latents.csv"));
    }

    private static Table latents(List<Run> runs) {
        TableRows rows = new TableRows("latents");
        for (Run run : runs) {
            int number = 0;
            for (Latent latent : run.kept().latents()) {
                described(rows, run)
                        .put("latent", number++)
                        .put("parent", latent.parent())
                        .put("child", latent.child())
                        .put("code_on_both", latent.onBoth());
            }
        }
        return rows.table();
    }

    private static Table biases(List<Run> runs) {
        TableRows rows = new TableRows("biases");
        runs.forEach(run -> described(rows, run)
                .put("bias_length", run.kept().bias().length())
                .put("bias_along_child", run.kept().bias().child()));
        return rows.table();
    }

    private static TableRows described(TableRows rows, Run run) {
        Setting setting = run.setting();
        String latents = setting.latents() == 1 ? ", one latent" : ", two latents";
        return rows.row()
                .put("series", setting.relation().words() + latents)
                .put("child_chance", setting.child())
                .put("penalty", setting.penalty())
                .put("seed", run.seed());
    }
}
