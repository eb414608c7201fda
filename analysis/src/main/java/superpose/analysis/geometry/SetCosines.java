package superpose.analysis.geometry;

import java.util.function.IntPredicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.data.Require;

/**
 * The angles within and across sets of features, where the members of a set stand side by side.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Correlated and anticorrelated features": members
 * of a correlated set become orthogonal or lie side by side, members of an anticorrelated set become opposite.
 */
public final class SetCosines {

    private final Cosines cosines;
    private final int setSize;

    private SetCosines(Cosines cosines, int setSize) {
        this.cosines = cosines;
        this.setSize = setSize;
    }

    /**
     * Splits features into sets.
     *
     * @param cosines between all features
     * @param setSize features in a set, at least 2, a divisor of the number of features that leaves two sets or more
     */
    public static SetCosines of(Cosines cosines, int setSize) {
        Require.that(
                setSize >= 2 && cosines.features() % setSize == 0 && cosines.features() > setSize,
                "two sets or more of two features or more",
                cosines.features() + " features in sets of " + setSize,
                "choose the size of the sets that the world was made of");
        return new SetCosines(cosines, setSize);
    }

    /** Returns the number of sets. */
    public int sets() {
        return cosines.features() / setSize;
    }

    /** Returns the cosines of all pairs within a set, [pairs]. */
    public double[] within(int set) {
        Require.index(set, sets(), "set");
        return IntStream.range(set * setSize, (set + 1) * setSize)
                .mapToObj(feature -> others(feature, other -> other > feature && other / setSize == set))
                .flatMapToDouble(pairs -> pairs)
                .toArray();
    }

    /** Returns the cosines of all pairs that are members of the same set, [pairs]. */
    public double[] within() {
        return IntStream.range(0, sets())
                .mapToObj(this::within)
                .flatMapToDouble(DoubleStream::of)
                .toArray();
    }

    /** Returns the cosines of all pairs that are members of different sets, [pairs]. */
    public double[] across() {
        return IntStream.range(0, cosines.features())
                .mapToObj(feature -> others(feature, other -> other > feature && other / setSize != feature / setSize))
                .flatMapToDouble(pairs -> pairs)
                .toArray();
    }

    /** Returns for each feature the lowest cosine with a feature of another set, [features]. */
    public double[] mostOppositeAcross() {
        return IntStream.range(0, cosines.features())
                .mapToDouble(feature -> others(feature, other -> other / setSize != feature / setSize)
                        .min()
                        .orElseThrow())
                .toArray();
    }

    /** Returns how many sets have become one direction: all their members within the angle of a cosine. */
    public int collapsed(double least) {
        return (int) IntStream.range(0, sets())
                .filter(set -> DoubleStream.of(within(set)).allMatch(cosine -> cosine > least))
                .count();
    }

    private DoubleStream others(int feature, IntPredicate chosen) {
        return IntStream.range(0, cosines.features()).filter(chosen).mapToDouble(other -> cosines.of(feature, other));
    }
}
