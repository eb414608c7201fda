package superpose.reports.toymodels;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import superpose.analysis.geometry.Cosines;
import superpose.analysis.geometry.FeatureNorms;
import superpose.analysis.geometry.SetCosines;
import superpose.reports.reproduce.TrainedModel;

/**
 * A model of {@link CorrelatedFeatures}, and what is measured of it.
 *
 * @param place where it stands among the others
 * @param model what was learned
 */
record CorrelatedModel(Place place, TrainedModel model) {

    static final double ORTHOGONAL = 0.1;
    static final double OPPOSITE = -0.9;
    static final double OPPOSITE_WITHIN = -0.95;
    static final double SIDE_BY_SIDE = 0.3;
    private static final double ONE_DIRECTION = 0.99;

    /**
     * Where a model stands among the others.
     *
     * @param world its world
     * @param density the chance that a set is on
     * @param group number of the models among which it competes for the lowest loss
     * @param seed its number in the group
     */
    record Place(CorrelatedWorld world, double density, int group, int seed) {

        Place first() {
            return new Place(world, density, group, 0);
        }
    }

    static List<CorrelatedModel> in(CorrelatedWorld world, List<CorrelatedModel> models) {
        return models.stream()
                .filter(model -> model.place.world().equals(world))
                .toList();
    }

    /** Returns the model with the lowest loss of each density and group. */
    static List<CorrelatedModel> best(List<CorrelatedModel> models) {
        Map<Place, List<CorrelatedModel>> groups = models.stream()
                .collect(Collectors.groupingBy(model -> model.place.first(), LinkedHashMap::new, Collectors.toList()));
        return groups.values().stream()
                .map(group -> group.stream()
                        .min(Comparator.comparingDouble(one -> one.model.loss()))
                        .orElseThrow())
                .toList();
    }

    SetCosines cosines() {
        return SetCosines.of(
                Cosines.of(model.directions()), place.world().sets().size());
    }

    /** Returns the largest |cos| within a set: 0 where its members are orthogonal. */
    double largestWithin() {
        return DoubleStream.of(cosines().within()).map(Math::abs).max().orElseThrow();
    }

    /** Returns the lowest cosine within a set: above 0 where all members lie side by side. */
    double lowestWithin() {
        return DoubleStream.of(cosines().within()).min().orElseThrow();
    }

    /** Returns the highest cosine within a set of two: -1 where its members are opposite. */
    double highestWithin() {
        return DoubleStream.of(cosines().within()).max().orElseThrow();
    }

    /** Returns the cosine of the feature that has the least of an opposite in another set: -1 where all have one. */
    double oppositeAcross() {
        return DoubleStream.of(cosines().mostOppositeAcross()).max().orElseThrow();
    }

    /** Returns the length of the shortest direction. */
    double shortest() {
        return DoubleStream.of(FeatureNorms.of(model.directions()).toArray())
                .min()
                .orElseThrow();
    }

    double meanAbsoluteWithin() {
        return DoubleStream.of(cosines().within()).map(Math::abs).average().orElseThrow();
    }

    /** Returns how much of all overlap, the sum of cos^2 over pairs, is between members of the same set, in [0, 1]. */
    double overlapWithin() {
        double within = sumOfSquares(cosines().within());
        return within / (within + sumOfSquares(cosines().across()));
    }

    private static double sumOfSquares(double[] values) {
        return DoubleStream.of(values).map(value -> value * value).sum();
    }

    /** Returns how many sets have become one direction. */
    double collapsed() {
        return cosines().collapsed(ONE_DIRECTION);
    }

    private boolean hasAll() {
        return shortest() >= FeatureNorms.REPRESENTED;
    }

    boolean isOrthogonalWithinAndOppositeAcross() {
        return hasAll() && largestWithin() <= ORTHOGONAL && oppositeAcross() <= OPPOSITE;
    }

    boolean isOppositeWithin() {
        return hasAll() && highestWithin() <= OPPOSITE_WITHIN;
    }

    boolean isSideBySide() {
        return hasAll() && lowestWithin() >= SIDE_BY_SIDE;
    }
}
