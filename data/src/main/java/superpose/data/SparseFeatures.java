package superpose.data;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * A world of independent sparse features: feature {@code i} is zero with probability {@code 1 - p_i} and otherwise uniform
 * on [0, 1].
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Experiment setup".
 */
public final class SparseFeatures {

    private final double[] densities;
    private final Importance importance;

    private SparseFeatures(double[] densities, Importance importance) {
        this.densities = densities;
        this.importance = importance;
    }

    /** A world whose features are all equally frequent and equally important. */
    public static SparseFeatures uniform(int features, Density density) {
        double[] densities = new double[Require.positive(features, "features")];
        Arrays.fill(densities, density.value());
        return new SparseFeatures(densities, Importance.uniform(features));
    }

    /** A world with a density for each feature, all equally important. */
    public static SparseFeatures of(Density... densities) {
        Require.positive(densities.length, "features");
        return new SparseFeatures(
                Arrays.stream(densities).mapToDouble(Density::value).toArray(), Importance.uniform(densities.length));
    }

    /** Returns the same world with other importances. */
    public SparseFeatures withImportance(Importance other) {
        Require.same(features(), other.features(), "importances");
        return new SparseFeatures(densities, other);
    }

    /** Returns the number of features. */
    public int features() {
        return densities.length;
    }

    /** Returns the chance that a feature is on. */
    public Density density(int feature) {
        return new Density(densities[feature]);
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

    /** Starts an endless stream of samples that depends on the seed alone. */
    public SampleStream stream(Seed seed) {
        SplittableRandom generator = new SplittableRandom(seed.value());
        float[] chance = new float[features()];
        float[] scale = new float[features()];
        for (int feature = 0; feature < features(); feature++) {
            chance[feature] = (float) densities[feature];
            scale[feature] = (float) (1 / densities[feature]);
        }
        return into -> {
            Require.that(
                    into.length % chance.length == 0,
                    "whole samples of " + chance.length + " features",
                    into.length + " values",
                    "give an array of samples * features");
            for (int start = 0; start < into.length; start += chance.length) {
                fill(into, start, generator, chance, scale);
            }
        };
    }

    /** Draws one sample: a long holds two uniforms of 24 bits, so one draw of the generator serves two features. */
    private static void fill(float[] into, int start, SplittableRandom generator, float[] chance, float[] scale) {
        for (int feature = 0; feature < chance.length; feature += 2) {
            long bits = generator.nextLong();
            into[start + feature] = value((int) (bits >>> 40), chance[feature], scale[feature]);
            if (feature + 1 < chance.length) {
                int next = (int) (bits >>> 16) & 0xFFFFFF;
                into[start + feature + 1] = value(next, chance[feature + 1], scale[feature + 1]);
            }
        }
    }

    /** One uniform u answers both questions: given u < p, the value u / p is again uniform on [0, 1). */
    private static float value(int bits24, float chance, float scale) {
        float uniform = bits24 * 0x1p-24f;
        return uniform < chance ? uniform * scale : 0f;
    }
}
