package superpose.reports.study;

import java.util.List;
import java.util.Map;
import superpose.data.Density;
import superpose.data.Require;
import superpose.data.SparseFeatures;
import superpose.reports.experiments.Preset;
import superpose.reports.probing.NeuronCounts;
import superpose.toymodels.Decay;
import superpose.toymodels.Engine;
import superpose.toymodels.Recipe;

/**
 * What the toy side of a study trains and measures.
 *
 * @param preset where the sizes come from
 * @param world the features that there are
 * @param sweep which models are trained
 * @param recipe how they are trained, on fresh samples at every step
 * @param engine what trains them
 */
public record ToyPlan(Preset preset, World world, Sweep sweep, Recipe recipe, Engine engine) {

    /** Values of one update of all models of a neuron count: 1 GiB of float32, of which a training keeps a few copies. */
    private static final long MOST_VALUES = 1L << 28;

    /** Checks that the plan fits into memory and that dictionaries have enough samples. */
    public ToyPlan {
        Require.that(
                world.features() <= sweep.samples(),
                "at most as many features as samples are measured, " + sweep.samples() + " with this preset",
                world.features(),
                "lower --features or choose a larger --preset");
        long values = (long) sweep.seeds() * world.features();
        Require.that(
                values <= MOST_VALUES && values * recipe.batch() <= MOST_VALUES,
                "at most " + MOST_VALUES + " values in an update (seeds x features x batch)",
                sweep.seeds() + " x " + world.features() + " x " + recipe.batch(),
                "lower --batch, --seeds or --features");
    }

    /**
     * The features that there are; all equally dense and equally important.
     *
     * @param features how many
     * @param density the chance that a feature is on
     */
    public record World(int features, Density density) {

        /** Checks the number of features. */
        public World {
            Require.that(features >= 4, "at least 4 features", features, "give --features 4 or more");
        }

        SparseFeatures asFeatures() {
            return SparseFeatures.uniform(features, density);
        }
    }

    /**
     * Which models are trained: one per neuron count and seed.
     *
     * @param neurons hidden units, ascending
     * @param seeds how many models at each neuron count
     * @param samples how many samples a model is measured on; half of them to fit probes, half to score them
     */
    public record Sweep(List<Integer> neurons, int seeds, int samples) {

        /** Checks that the neuron counts ascend. */
        public Sweep {
            neurons = List.copyOf(neurons);
            Require.that(!neurons.isEmpty(), "at least one neuron count", "none", "give --neurons 2,4,8");
            for (int i = 0; i < neurons.size(); i++) {
                Require.positive(neurons.get(i), "neurons");
                Require.that(
                        i == 0 || neurons.get(i - 1) < neurons.get(i),
                        "ascending neuron counts",
                        neurons,
                        "give each once, the smallest first");
            }
            Require.positive(seeds, "seeds");
            Require.that(samples >= 256, "at least 256 samples", samples, "measure on more samples");
        }
    }

    /** Returns the plan of a preset, trained by an engine. */
    public static ToyPlan of(Preset preset, Engine engine) {
        return switch (preset) {
            case SMOKE ->
                new ToyPlan(
                        preset,
                        new World(16, new Density(0.1)),
                        new Sweep(NeuronCounts.doublings(2, 16), 3, 2048),
                        cosine(5e-3, 600, 256),
                        engine);
            case QUICK ->
                new ToyPlan(
                        preset,
                        new World(64, new Density(0.05)),
                        new Sweep(NeuronCounts.doublings(2, 64), 5, 8192),
                        cosine(3e-3, 3000, 1024),
                        engine);
            case PAPER ->
                new ToyPlan(
                        preset,
                        new World(256, new Density(0.05)),
                        new Sweep(NeuronCounts.doublings(2, 256), 8, 16384),
                        cosine(1e-3, 10_000, 1024),
                        engine);
        };
    }

    private static Recipe cosine(double rate, int steps, int batch) {
        return Recipe.adam(rate).withDecay(Decay.COSINE).withSteps(steps).withBatch(batch);
    }

    Map<String, Object> settings() {
        return Map.of(
                "engine", engine.words(),
                "features", world.features(),
                "density", world.density().value(),
                "neurons", sweep.neurons(),
                "seeds", sweep.seeds(),
                "samples", sweep.samples(),
                "recipe", recipe);
    }
}
