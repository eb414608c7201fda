package superpose.data;

import java.util.Arrays;

/**
 * A world of sparse features: a feature is zero, or it is on and uniform on [0, a], or on [-a, a] in a signed world; the
 * amplitude a is 1 unless another is given.
 *
 * <p>Features are independent, or they come in sets whose members occur together or exclude each other.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", sections "Experiment setup" and "Correlated and
 * anticorrelated features".
 */
public final class SparseFeatures {

    private final Occurrence occurrence;

    /** Features in a set; 1 when independent. */
    private final int setSize;

    /** The chance that a set is on, [sets]; that of a feature when independent. */
    private final double[] chances;

    private final ValueRange range;
    private final Importance importance;

    private SparseFeatures(
            Occurrence occurrence, int setSize, double[] chances, ValueRange range, Importance importance) {
        this.occurrence = occurrence;
        this.setSize = setSize;
        this.chances = chances;
        this.range = range;
        this.importance = importance;
    }

    /** A world whose features are all equally frequent and equally important. */
    public static SparseFeatures uniform(int features, Density density) {
        return ofSets(Occurrence.INDEPENDENT, features, 1, density);
    }

    /** A world with a density for each feature, all equally important. */
    public static SparseFeatures of(Density... densities) {
        Require.positive(densities.length, "features");
        double[] chances = Arrays.stream(densities).mapToDouble(Density::value).toArray();
        return new SparseFeatures(
                Occurrence.INDEPENDENT, 1, chances, ValueRange.UNIT, Importance.uniform(densities.length));
    }

    /**
     * A world of sets that are equally frequent; the members of a set stand side by side and sets are independent.
     *
     * @param occurrence how the members of a set occur
     * @param sets how many
     * @param size features in each
     * @param density the chance that a set is on; for independent members, that a member is
     */
    public static SparseFeatures ofSets(Occurrence occurrence, int sets, int size, Density density) {
        int features =
                Math.multiplyExact(Require.positive(sets, "features"), Require.positive(size, "features in a set"));
        boolean independent = occurrence == Occurrence.INDEPENDENT;
        double[] chances = new double[independent ? features : sets];
        Arrays.fill(chances, density.value());
        return new SparseFeatures(
                occurrence, independent ? 1 : size, chances, ValueRange.UNIT, Importance.uniform(features));
    }

    /** Returns the same world with other importances. */
    public SparseFeatures withImportance(Importance other) {
        Require.same(features(), other.features(), "importances");
        return new SparseFeatures(occurrence, setSize, chances, range, other);
    }

    /** Returns the same world with values that are uniform on both sides of zero where a feature is on. */
    public SparseFeatures signed() {
        return new SparseFeatures(occurrence, setSize, chances, range.signed(), importance);
    }

    /**
     * Returns the same world with values that are uniform up to another amplitude where a feature is on.
     *
     * <p>Source: Liu, Liu and Gore (2025), "Superposition Yields Robust Neural Scaling": values uniform on [0, 2].
     *
     * @param amplitude the largest value, above 0
     */
    public SparseFeatures withAmplitude(double amplitude) {
        ValueRange other = range.upTo(Require.positive(amplitude, "an amplitude"));
        return new SparseFeatures(occurrence, setSize, chances, other, importance);
    }

    /** Returns the number of features. */
    public int features() {
        return chances.length * setSize;
    }

    /** Returns the chance that a feature is on. */
    public Density density(int feature) {
        double ofSet = chances[feature / setSize];
        return new Density(occurrence == Occurrence.ANTICORRELATED ? ofSet / setSize : ofSet);
    }

    /** Returns how the members of a set occur. */
    public Occurrence occurrence() {
        return occurrence;
    }

    /** Returns how much each feature weighs in the loss. */
    public Importance importance() {
        return importance;
    }

    /** Draws samples, [samples, features]. */
    public Matrix sample(int samples, Seed seed) {
        float[] values = new float[Math.multiplyExact(samples, features())];
        stream(seed).next(values);
        return Matrix.of(samples, features(), values);
    }

    /** Starts an endless stream of samples that depends on the seed alone, not on the machine. */
    public SampleStream stream(Seed seed) {
        UniformDraws draws = UniformDraws.from(seed);
        TileDraw draw = occurrence == Occurrence.INDEPENDENT
                ? new IndependentTiles(draws, chances, range)
                : new SetTiles(draws, occurrence, setSize, chances, range);
        return new TiledStream(draw, features());
    }
}
