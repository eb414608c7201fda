package superpose.reports.toymodels;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.analysis.geometry.AbsoluteValueNet;
import superpose.analysis.geometry.AsymmetricMotif;
import superpose.analysis.geometry.Polysemanticity;
import superpose.data.Density;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.reproduce.TrainedModels;

/** What {@link AbsoluteValue} measures in its models. */
final class AbsoluteValueMeasures {

    private static final Seed SAMPLES = new Seed(0).child("absolute value samples");

    /** Steps of a grid from -1 to 1. */
    private static final int GRID = 21;

    private AbsoluteValueMeasures() {}

    /**
     * What is measured in one model.
     *
     * @param alone features computed while all others are off
     * @param together features computed with the interference of others
     * @param neurons how many features each neuron reads
     */
    record Counts(int alone, int together, Polysemanticity neurons) {

        static Counts of(TrainedModel model, Matrix samples) {
            AbsoluteValueNet net = net(model);
            return new Counts(
                    computed(IntStream.range(0, samples.columns()).mapToDouble(net::errorAlone)),
                    computed(DoubleStream.of(net.errorsIn(samples))),
                    Polysemanticity.of(model.directions()));
        }
    }

    /**
     * All models of a density.
     *
     * @param density the chance that a feature is on
     * @param models every seed
     * @param counts what is measured in each
     */
    record Level(Density density, TrainedModels models, List<Counts> counts) {

        static Level of(SparseFeatures world, TrainedModels models) {
            Density density = world.density(0);
            // As many samples as show every feature a few hundred times, but no more than needed.
            int samples = (int) Math.min(30_000, 2_000 + 200 / density.value());
            Matrix drawn = world.sample(samples, SAMPLES);
            return new Level(
                    density,
                    models,
                    models.models().stream()
                            .map(model -> Counts.of(model, drawn))
                            .toList());
        }

        boolean isBest(int seed) {
            return models.models().indexOf(models.best()) == seed;
        }

        Counts best() {
            return counts.get(models.models().indexOf(models.best()));
        }
    }

    /**
     * The motifs in all models of a density.
     *
     * @param density the chance that a feature is on
     * @param models every seed
     * @param motifs those of each model
     */
    record MotifLevel(Density density, TrainedModels models, List<List<AsymmetricMotif>> motifs) {

        static MotifLevel of(Density density, TrainedModels models) {
            return new MotifLevel(
                    density,
                    models,
                    models.models().stream()
                            .map(model -> AsymmetricMotif.in(net(model)))
                            .toList());
        }

        long modelsWithOne() {
            return motifs.stream().filter(found -> !found.isEmpty()).count();
        }

        List<AsymmetricMotif> best() {
            return motifs.get(models.models().indexOf(models.best()));
        }
    }

    /** Returns the largest error of a model of few features on a grid of all of them. */
    static double largestError(TrainedModel model) {
        int features = model.directions().features();
        float[] points = new float[(int) Math.pow(GRID, features) * features];
        for (int point = 0; point < points.length; point++) {
            int step = point / features / (int) Math.pow(GRID, point % features) % GRID;
            points[point] = -1 + 2f * step / (GRID - 1);
        }
        Matrix grid = Matrix.of(points.length / features, features, points);
        float[] outputs = net(model).outputs(grid).toArray();
        return IntStream.range(0, points.length)
                .mapToDouble(point -> Math.abs(outputs[point] - Math.abs(points[point])))
                .max()
                .orElseThrow();
    }

    private static AbsoluteValueNet net(TrainedModel model) {
        return new AbsoluteValueNet(model.directions(), model.decoder(), new AbsoluteValueNet.Bias(model.bias()));
    }

    private static int computed(DoubleStream errors) {
        return (int) errors.filter(error -> error < AbsoluteValueNet.COMPUTED).count();
    }
}
