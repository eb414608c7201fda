package superpose.reports.toymodels;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.analysis.geometry.Dimensionality;
import superpose.analysis.geometry.FeaturesPerDimension;
import superpose.data.Density;
import superpose.data.SparseFeatures;
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.reproduce.TrainedModels;
import superpose.reports.reproduce.TrainingJob;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.Recipe;

/**
 * Models of one seed that learned features of equal importance, one model at every density.
 *
 * @param size what was trained
 * @param models one for each density
 */
record GeometryRun(Size size, TrainedModels models) {

    /** Features with less of a dimension than this are not represented. */
    static final double REPRESENTED = 0.1;

    /** Beyond this many dimensions per feature there is no basis of features, and their dimensionalities mean nothing. */
    private static final double DENSE = 0.95;

    /** Dimensionalities this close to 1/2 are those of an antipodal pair. */
    private static final double PAIRED = 0.01;

    /**
     * What is trained.
     *
     * @param features features of equal importance
     * @param hidden hidden units
     * @param densities from dense to sparse
     */
    record Size(int features, int hidden, List<Density> densities) {

        /** Copies the list. */
        Size {
            densities = List.copyOf(densities);
        }

        /** Returns a training of one model at every density. */
        TrainingJob job(String key, Recipe recipe) {
            return TrainingJob.inWorlds(
                    key,
                    new TrainingJob.Kind(BottleneckArchitecture.RELU_OUTPUT, hidden),
                    densities.stream()
                            .map(density -> SparseFeatures.uniform(features, density))
                            .toList(),
                    recipe);
        }

        int levels() {
            return densities.size();
        }

        /** Returns the mean number of samples per occurrence of a feature at a level, 1 / density. */
        double perOccurrence(int level) {
            return 1 / densities.get(level).value();
        }

        /** Returns the level whose samples per occurrence are nearest to a number. */
        int nearest(double samples) {
            return IntStream.range(0, levels())
                    .boxed()
                    .min(Comparator.comparingDouble(level -> Math.abs(perOccurrence(level) - samples)))
                    .orElseThrow();
        }
    }

    /** Returns what runs measure, one after the other. */
    static double[] over(List<GeometryRun> runs, Function<GeometryRun, double[]> of) {
        return runs.stream()
                .flatMapToDouble(run -> DoubleStream.of(of.apply(run)))
                .toArray();
    }

    double dimensionsPerFeature(int level) {
        return FeaturesPerDimension.of(model(level).directions()).dimensionsPerFeature();
    }

    Dimensionality dimensionality(int level) {
        return Dimensionality.of(model(level).directions());
    }

    private TrainedModel model(int level) {
        return models.models().get(level);
    }

    double[] each(int[] levels, IntToDoubleFunction of) {
        return IntStream.of(levels).mapToDouble(of).toArray();
    }

    /** Returns what is measured at the levels between two numbers of samples per occurrence. */
    double[] between(double least, double most, IntToDoubleFunction of) {
        return IntStream.range(0, size.levels())
                .filter(level -> size.perOccurrence(level) >= least && size.perOccurrence(level) <= most)
                .mapToDouble(of)
                .toArray();
    }

    double[] all(IntToDoubleFunction of) {
        return IntStream.range(0, size.levels()).mapToDouble(of).toArray();
    }

    /** Returns how far the dimensions per feature are from 1/2. */
    double distanceFromHalf(int level) {
        return Math.abs(dimensionsPerFeature(level) - 0.5);
    }

    /** Returns how far the features' shares of dimensions are from adding up to the hidden units. */
    double unsharedDimensions(int level) {
        return Math.abs(dimensionality(level).sum() - size.hidden());
    }

    /** Returns how many features have the dimensionality of one of an antipodal pair. */
    double paired(int level) {
        return DoubleStream.of(dimensionality(level).toArray())
                .filter(share -> Math.abs(share - 0.5) <= PAIRED)
                .count();
    }

    /** Returns the dimensionalities of represented features at all densities with a basis of features. */
    double[] pooled() {
        return IntStream.range(0, size.levels())
                .filter(level -> dimensionsPerFeature(level) < DENSE)
                .mapToObj(level -> dimensionality(level).toArray())
                .flatMapToDouble(DoubleStream::of)
                .filter(share -> share >= REPRESENTED)
                .toArray();
    }
}
