package superpose.analysis.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import superpose.data.FeatureDirections;

/**
 * Hidden units that share features, such as three features in two units: the connected parts of the graph that joins feature
 * i and unit k where {@code |W_ik| > max_j |W_jk| / 4}.
 *
 * <p>A unit of its own feature is a group of one and one. A silent unit joins nothing and is no group, nor is a feature that no
 * unit reads. Neither signs, nor the order of features and units, nor the scale of a unit matter.
 *
 * <p>Only meaningful where hidden units are a basis of their own. Source: Elhage et al. (2022), "Toy Models of
 * Superposition", section "Superposition in a Privileged Basis", which counts features and neurons in such groups; the
 * threshold is ours, between the weights of about 1 that carry a feature and those of about 0.1 that do not.
 *
 * @param groups every group, most features first, then most units
 */
public record FeatureGroups(List<Group> groups) {

    /** Share of a unit's strongest weight above which it counts as reading a feature. */
    private static final double READ = 0.25;

    /** Sorts the groups. */
    public FeatureGroups {
        groups = groups.stream()
                .sorted(Comparator.comparingInt(Group::features)
                        .thenComparingInt(Group::units)
                        .reversed())
                .toList();
    }

    /**
     * Features and the hidden units that read them.
     *
     * @param features how many features, at least 1
     * @param units how many hidden units, at least 1
     */
    public record Group(int features, int units) {}

    /** Finds the groups in directions, [features, hidden]. */
    public static FeatureGroups of(FeatureDirections directions) {
        boolean[][] reads = reads(directions);
        boolean[] seen = new boolean[directions.hidden()];
        List<Group> groups = new ArrayList<>();
        for (int unit = 0; unit < directions.hidden(); unit++) {
            boolean[] features = new boolean[directions.features()];
            int units = collect(reads, unit, seen, features);
            if (units > 0 && count(features) > 0) {
                groups.add(new Group(count(features), units));
            }
        }
        return new FeatureGroups(groups);
    }

    /** Returns what each unit reads, [hidden][features]. */
    private static boolean[][] reads(FeatureDirections directions) {
        boolean[][] reads = new boolean[directions.hidden()][directions.features()];
        for (int unit = 0; unit < directions.hidden(); unit++) {
            float[] weights = directions.matrix().column(unit);
            double strongest = 0;
            for (float weight : weights) {
                strongest = Math.max(strongest, Math.abs(weight));
            }
            for (int feature = 0; feature < weights.length; feature++) {
                reads[unit][feature] = Math.abs(weights[feature]) > READ * strongest;
            }
        }
        return reads;
    }

    /**
     * Follows shared features from unit to unit.
     *
     * @param seen units that belong to a group already. Modified.
     * @param features features of the group. Modified.
     * @return units that were not seen before
     */
    private static int collect(boolean[][] reads, int unit, boolean[] seen, boolean[] features) {
        if (seen[unit]) {
            return 0;
        }
        seen[unit] = true;
        int units = 1;
        for (int feature = 0; feature < features.length; feature++) {
            features[feature] |= reads[unit][feature];
        }
        for (int other = 0; other < reads.length; other++) {
            if (sharesOne(reads[unit], reads[other])) {
                units += collect(reads, other, seen, features);
            }
        }
        return units;
    }

    private static boolean sharesOne(boolean[] first, boolean[] second) {
        for (int feature = 0; feature < first.length; feature++) {
            if (first[feature] && second[feature]) {
                return true;
            }
        }
        return false;
    }

    private static int count(boolean[] features) {
        int count = 0;
        for (boolean feature : features) {
            count += feature ? 1 : 0;
        }
        return count;
    }

    /** Returns how many groups have so many features in so many units. */
    public int count(int features, int units) {
        return (int) groups.stream().filter(new Group(features, units)::equals).count();
    }

    /** Returns the group of the most features; of none, a group of nothing. */
    public Group largest() {
        return groups.isEmpty() ? new Group(0, 0) : groups.getFirst();
    }

    /** Returns the groups in words, such as {@code 3 in 2, 1 in 1, 1 in 1}. */
    public String words() {
        return groups.stream()
                .map(group -> group.features() + " in " + group.units())
                .reduce((some, more) -> some + ", " + more)
                .orElse("none");
    }
}
