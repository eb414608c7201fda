package superpose.reports.toymodels;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import superpose.analysis.geometry.Dimensionality;
import superpose.analysis.geometry.FeatureNorms;
import superpose.analysis.geometry.PlanarArrangement;
import superpose.analysis.statistics.Quantiles;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.reports.reproduce.TrainedModel;
import superpose.reports.reproduce.TrainedModels;

/**
 * The models that were trained on one fixed set of samples.
 *
 * @param points number of samples T
 * @param models one for each seed
 */
record FittedSet(int points, List<Fit> models) {

    static FittedSet of(Matrix samples, TrainedModels trained) {
        return new FittedSet(
                samples.rows(),
                trained.models().stream().map(model -> Fit.of(model, samples)).toList());
    }

    /** Returns the model with the least loss on the samples that it was trained on. */
    Fit best() {
        return models.stream()
                .min(Comparator.comparingDouble(Fit::trainingLoss))
                .orElseThrow();
    }

    /**
     * A model, and where it puts features and samples.
     *
     * @param model as trained
     * @param hidden hidden vector of each sample, [samples, hidden]
     * @param ofFeatures how much of a dimension each feature has
     * @param ofPoints the same formula on the hidden vectors
     */
    record Fit(TrainedModel model, FeatureDirections hidden, Dimensionality ofFeatures, Dimensionality ofPoints) {

        static Fit of(TrainedModel model, Matrix samples) {
            FeatureDirections hidden = FittedSet.hidden(model.directions(), samples);
            return new Fit(model, hidden, Dimensionality.of(model.directions()), Dimensionality.of(hidden));
        }

        double trainingLoss() {
            return model.film().getLast().loss();
        }

        double testLoss() {
            return model.loss();
        }

        double medianOfPoints() {
            return Quantiles.of(ofPoints.toArray()).median();
        }

        /** The median over features that are represented; 0 where none is. */
        double medianOfFeatures() {
            FeatureNorms norms = FeatureNorms.of(model.directions());
            double[] represented = IntStream.range(0, norms.features())
                    .filter(norms::isRepresented)
                    .mapToDouble(ofFeatures::of)
                    .toArray();
            return represented.length == 0 ? 0 : Quantiles.of(represented).median();
        }

        double unevenness() {
            return FittedSet.unevenness(hidden);
        }
    }

    /** Returns the hidden vectors of samples, as directions of their own. */
    static FeatureDirections hidden(FeatureDirections directions, Matrix samples) {
        return new FeatureDirections(directions.superpose(samples));
    }

    /**
     * Returns how far the largest deviation of an angle between neighbours is from that of a regular polygon with a corner
     * for each hidden vector, as a share of the regular angle; 1 where a vector is too short to be a corner.
     */
    static double unevenness(FeatureDirections hidden) {
        PlanarArrangement arrangement = PlanarArrangement.of(hidden);
        int corners = hidden.features();
        return arrangement.corners() == corners ? arrangement.largestDeviation() * corners / 360 : 1;
    }

    /** Returns the index of the set with the greatest test loss of the best model. */
    static int peak(List<FittedSet> sets) {
        double[] losses =
                sets.stream().mapToDouble(set -> set.best().testLoss()).toArray();
        double greatest = Arrays.stream(losses).max().orElseThrow();
        return IntStream.range(0, losses.length)
                .filter(index -> losses[index] == greatest)
                .findFirst()
                .orElseThrow();
    }
}
