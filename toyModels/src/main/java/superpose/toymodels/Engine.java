package superpose.toymodels;

import java.util.Locale;
import superpose.data.Require;

/** What trains a bottleneck model. */
public enum Engine {
    /** One fused kernel for each instance on the JDK's vectors; the fast path on a CPU. */
    SIMD,
    /** Deeplearning4j on the ND4J back end of the class path. */
    DL4J;

    /** Returns the name as it is typed and written. */
    public String words() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns a trainer.
     *
     * <p>ND4J keeps one number of threads for the whole process: making a DL4J trainer sets it, as {@link Backend#threads}
     * does.
     *
     * @param recipe how it trains
     * @param threads how many threads it uses, at least 1
     */
    public BottleneckTrainer trainer(Recipe recipe, int threads) {
        Require.positive(threads, "threads");
        return switch (this) {
            case SIMD -> onBackend(recipe, threads); // MERGE: new SimdTrainer(recipe, threads)
            case DL4J -> onBackend(recipe, threads);
        };
    }

    private static Dl4jTrainer onBackend(Recipe recipe, int threads) {
        Backend.threads(threads);
        return new Dl4jTrainer(recipe);
    }
}
