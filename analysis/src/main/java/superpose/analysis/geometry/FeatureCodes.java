package superpose.analysis.geometry;

import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import superpose.data.FeatureDirections;

/**
 * The hidden units that each feature switches on: unit k where {@code W_ik > max_j |W_ij| / 4}.
 *
 * <p>Five units have ten pairs, so ten features can each have a pair of their own. A feature without weights switches on
 * nothing.
 *
 * <p>Only meaningful under a ReLU, which a negative weight cannot switch on. Source: Elhage et al. (2022), "Toy Models of
 * Superposition", section "Superposition in a Privileged Basis", where rare features come to be pairs of neurons; the
 * threshold is ours.
 *
 * @param units those of each feature, [features]
 */
public record FeatureCodes(List<BitSet> units) {

    /** Share of a feature's strongest weight above which it counts as switching a unit on. */
    private static final double ON = 0.25;

    /** Copies the sets. */
    public FeatureCodes {
        units = units.stream().map(set -> (BitSet) set.clone()).toList();
    }

    /** Reads the codes of directions, [features, hidden]. */
    public static FeatureCodes of(FeatureDirections directions) {
        return new FeatureCodes(IntStream.range(0, directions.features())
                .mapToObj(feature -> switchedOn(directions.of(feature)))
                .toList());
    }

    private static BitSet switchedOn(float[] weights) {
        double strongest = 0;
        for (float weight : weights) {
            strongest = Math.max(strongest, Math.abs(weight));
        }
        BitSet on = new BitSet(weights.length);
        for (int unit = 0; unit < weights.length; unit++) {
            on.set(unit, weights[unit] > ON * strongest);
        }
        return on;
    }

    /** Returns how many features switch on so many units. */
    public int countOf(int size) {
        return (int) units.stream().filter(set -> set.cardinality() == size).count();
    }

    /** Returns how many different sets of so many units features have. */
    public int distinctOf(int size) {
        return (int) units.stream()
                .filter(set -> set.cardinality() == size)
                .distinct()
                .count();
    }
}
