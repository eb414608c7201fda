package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import superpose.analysis.optima.ExtraFeature;
import superpose.analysis.optima.Optimum;
import superpose.analysis.optima.PhaseDiagram;
import superpose.analysis.optima.PhasePoint;
import superpose.analysis.optima.ReluOutputLoss;
import superpose.data.Density;
import superpose.data.Importance;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.experiments.Lab;
import superpose.reports.pages.KeyNumber;
import superpose.reports.reproduce.About;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.reproduce.TrainingJob;
import superpose.reports.reproduce.Trainings;
import superpose.reports.reproduce.Verdicts;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Decay;
import superpose.toymodels.Recipe;

/**
 * A feature that there is no hidden unit left for is ignored, stored in superposition or given a dimension of its own, by
 * importance and density; where one fate ends the other begins at once.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Superposition as a phase change". The paper trains
 * ten models at a point, leaves out the worst and averages; that hides the phases, since with one hidden unit half of the
 * trainings are caught with both features on the same side. Here the best of several counts.
 */
final class PhasesOfAFeature implements Reproduction {

    private static final String ELHAGE =
            "Elhage et al. (2022), Toy Models of Superposition, section Superposition as a Phase Change";
    private static final String CLOSED = "closed form of the simple solutions' losses";
    private static final String OPTIMUM = "computed optimum of the same model";

    /** The trap is counted over so many times as many trainings as a point of the map has. */
    private static final int TRAPPED = 20;

    private static final Seed ROOT = new Seed(0).child("phases");

    /** The trap of equal signs is looked at here. */
    private static final PhasePoint TRAP = new PhasePoint(new Density(0.1), 1);

    @Override
    public About about() {
        return new About(
                "phase-diagram",
                "When is one feature too many stored in superposition?",
                ELHAGE,
                new About.Costs(2, 29, 900));
    }

    /**
     * What is trained.
     *
     * @param grid points along each axis of the map of two features
     * @param largerGrid points along each axis of the map of three features
     * @param steps steps of a training
     * @param tries trainings at a point, of which the best counts
     */
    private record Size(int grid, int largerGrid, int steps, int tries) {

        int of(int hidden) {
            return hidden == 1 ? grid : largerGrid;
        }

        Recipe recipe() {
            return Recipe.adam(5e-3).withSteps(steps).withBatch(512).withDecay(Decay.COSINE);
        }
    }

    private static Size size(Assignment assignment) {
        int tries = assignment.seeds(4, 10, 10);
        return assignment.choose(
                new Size(4, 3, 40, tries), new Size(24, 12, 2_500, tries), new Size(40, 24, 10_000, tries));
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        Size size = size(assignment);
        return Map.of(
                "grid", size.grid(),
                "grid_of_three_features", size.largerGrid(),
                "steps", size.steps(),
                "seeds", size.tries());
    }

    /** Where the paper's figure runs: importances from 0.1 to 10, densities from 1 to 0.01. */
    private static List<PhasePoint> points(int grid) {
        List<PhasePoint> points = new ArrayList<>();
        for (Density density : Density.geometric(0.01, grid)) {
            for (int column = 0; column < grid; column++) {
                points.add(new PhasePoint(density, Math.pow(10, -1 + 2.0 * column / (grid - 1))));
            }
        }
        return points;
    }

    /** One point of a map: what is best, what the closed form says, and what training found. */
    record Cell(PhaseDiagram diagram, PhasePoint point, Optimum optimum, TrainedModels models) {

        ExtraFeature best() {
            return ExtraFeature.of(optimum.directions());
        }

        ExtraFeature closedForm() {
            return diagram.closedForm(point).extraFeature();
        }

        /** The best by expected loss: samples of a rare world hardly ever show two features at once. */
        ExtraFeature trained() {
            ReluOutputLoss expected = diagram.loss(point);
            return ExtraFeature.of(models.models().stream()
                    .min(Comparator.comparingDouble(model -> expected.of(model.directions(), model.biases())))
                    .orElseThrow()
                    .directions());
        }

        double gain() {
            return optimum.lossPerFeature() / diagram.closedFormLoss(point);
        }
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Size size = size(assignment);
        PhaseDiagram small = new PhaseDiagram(1);
        PhaseDiagram large = new PhaseDiagram(2);
        List<TrainingJob> jobs = List.of(
                job("two-features", small, points(size.of(1)), size),
                job("three-features", large, points(size.of(2)), size),
                trap(size));
        List<TrainedModels> models = new Trainings(assignment, lab).of("phase diagram", jobs);
        List<Cell> map = cells(small, points(size.of(1)), models.get(0), lab);
        List<Cell> larger = cells(large, points(size.of(2)), models.get(1), lab);

        Verdicts verdicts = new Verdicts(assignment);
        formulas(verdicts);
        optima(map, verdicts);
        trained(map, larger, verdicts);
        trapped(models.get(2), verdicts);
        PhaseFigures two = new PhaseFigures("two_features", map);
        PhaseFigures three = new PhaseFigures("three_features", larger);
        return new Outcome(
                summary(map),
                List.of(
                        two.section("Two features in one dimension"),
                        three.section("Three features in two dimensions")),
                verdicts.all(),
                List.of(two.table(), three.table()));
    }

    private static TrainingJob job(String key, PhaseDiagram diagram, List<PhasePoint> points, Size size) {
        List<SparseFeatures> worlds = new ArrayList<>();
        for (PhasePoint point : points) {
            worlds.addAll(Collections.nCopies(size.tries(), world(diagram, point)));
        }
        return TrainingJob.inWorlds(
                key, new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, diagram.hidden()), worlds, size.recipe());
    }

    private static TrainingJob trap(Size size) {
        PhaseDiagram two = new PhaseDiagram(1);
        return TrainingJob.inWorlds(
                "trap",
                new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, 1),
                Collections.nCopies(TRAPPED * size.tries(), world(two, TRAP)),
                size.recipe());
    }

    private static SparseFeatures world(PhaseDiagram diagram, PhasePoint point) {
        double[] weights = new double[diagram.features()];
        java.util.Arrays.fill(weights, 1);
        weights[weights.length - 1] = point.relativeImportance();
        return SparseFeatures.uniform(diagram.features(), point.density()).withImportance(Importance.of(weights));
    }

    private static List<Cell> cells(PhaseDiagram diagram, List<PhasePoint> points, TrainedModels models, Lab lab) {
        int tries = models.models().size() / points.size();
        return lab.eachOf("optima of " + diagram.features() + " features", points.size(), index -> {
            Optimum optimum = diagram.optimum(points.get(index), ROOT.child(index));
            return new Cell(diagram, points.get(index), optimum, models.range(tries * index, tries * (index + 1)));
        });
    }

    private static void formulas(Verdicts verdicts) {
        PhaseDiagram two = new PhaseDiagram(1);
        verdicts.exact(
                new Statement(
                        "phase.formula",
                        "Two features in one dimension are a pair below density 4r/(2+5r) for a relative importance r up to 1"
                                + " and 4/(5+2r) beyond (largest distance from where the losses are equal).",
                        CLOSED),
                Band.atMost(1e-9),
                IntStream.rangeClosed(-20, 20)
                        .mapToDouble(power -> Math.pow(10, power / 20.0))
                        .map(ratio -> Math.abs(two.boundary(ratio) - equalLosses(two, ratio)))
                        .max()
                        .orElseThrow());
        verdicts.exact(
                new Statement(
                        "phase.order",
                        "The phase change is of first order: the least loss of the simple solutions has a kink at the"
                                + " boundary (relative difference of slopes at r = 0.3).",
                        ELHAGE),
                Band.atLeast(0.05),
                kink(two, 0.3));
    }

    /** Finds by halving the density at which the pair stops being the best simple solution. */
    private static double equalLosses(PhaseDiagram diagram, double ratio) {
        double low = 1e-6;
        double high = 1;
        for (int halving = 0; halving < 60; halving++) {
            double middle = (low + high) / 2;
            boolean paired = diagram.closedForm(new PhasePoint(new Density(middle), ratio))
                            .extraFeature()
                    == ExtraFeature.SUPERPOSED;
            low = paired ? middle : low;
            high = paired ? high : middle;
        }
        return (low + high) / 2;
    }

    private static double kink(PhaseDiagram diagram, double ratio) {
        double at = diagram.boundary(ratio);
        double step = 1e-4 * at;
        ToDoubleFunction<Double> loss = density -> diagram.closedFormLoss(new PhasePoint(new Density(density), ratio));
        double left = (loss.applyAsDouble(at) - loss.applyAsDouble(at - step)) / step;
        double right = (loss.applyAsDouble(at + step) - loss.applyAsDouble(at)) / step;
        return Math.abs(left - right) / Math.max(Math.abs(left), Math.abs(right));
    }

    private static void optima(List<Cell> map, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "phase.opt",
                        "The simple solutions tell the fate of a feature nearly everywhere (share of the map where the true"
                                + " optimum shows the same fate).",
                        OPTIMUM),
                Band.atLeast(0.9),
                share(map, cell -> cell.best() == cell.closedForm()));
        verdicts.every(
                new Statement(
                        "phase.opt.superposed",
                        "Where they are wrong, the true optimum is in superposition (share of those points).",
                        OPTIMUM),
                Band.atLeast(1),
                share(
                        map.stream()
                                .filter(cell -> cell.best() != cell.closedForm())
                                .toList(),
                        cell -> cell.best() == ExtraFeature.SUPERPOSED));
        verdicts.every(
                new Statement(
                        "phase.opt.loss",
                        "No model is more than 15 % better than the best simple solution (least loss over that of the best"
                                + " simple solution).",
                        OPTIMUM),
                new Band(0.85, 1.000001),
                map.stream().mapToDouble(Cell::gain).min().orElseThrow());
    }

    private static double share(List<Cell> cells, java.util.function.Predicate<Cell> of) {
        return cells.isEmpty() ? Double.NaN : cells.stream().filter(of).count() / (double) cells.size();
    }

    private static void trained(List<Cell> map, List<Cell> larger, Verdicts verdicts) {
        verdicts.every(
                new Statement(
                        "phase.train",
                        "The best of several trainings shows the fate of the true optimum (share of the map, two features).",
                        OPTIMUM),
                Band.atLeast(0.97),
                share(map, cell -> cell.trained() == cell.best()));
        verdicts.every(
                new Statement(
                        "phase.train.closed",
                        "The best of several trainings shows the fate that the simple solutions tell (share of the map, two"
                                + " features).",
                        ELHAGE),
                Band.atLeast(0.9),
                share(map, cell -> cell.trained() == cell.closedForm()));
        verdicts.every(
                new Statement(
                        "phase.train.three",
                        "So it is with three features in two dimensions (share of the map that agrees with the true"
                                + " optimum).",
                        OPTIMUM),
                Band.atLeast(0.9),
                share(larger, cell -> cell.trained() == cell.best()));
    }

    private static void trapped(TrainedModels models, Verdicts verdicts) {
        long same = models.models().stream()
                .map(TrainedModel::directions)
                .filter(directions -> directions.of(0)[0] * directions.of(1)[0] > 0)
                .count();
        verdicts.share(
                new Statement(
                        "phase.trap",
                        "Of two equal features in one dimension, half of the trainings are caught on the same side, where"
                                + " no small step helps (share at density 0.1).",
                        "reference trainings in numpy"),
                new Band(0.35, 0.65),
                same,
                models.models().size());
    }

    private static Outcome.Summary summary(List<Cell> map) {
        String agreeing = ExperimentPage.percent(share(map, cell -> cell.trained() == cell.best()));
        String superposed = ExperimentPage.percent(share(map, cell -> cell.best() == ExtraFeature.SUPERPOSED));
        return new Outcome.Summary(
                "Two features share one dimension in " + superposed
                        + " of the map; the best of several trainings finds the best fate in " + agreeing + " of it.",
                List.of(
                        new KeyNumber(agreeing, "of the map agrees", "best of several trainings and the true optimum"),
                        new KeyNumber(superposed, "of the map is superposition", "true optimum")));
    }
}
