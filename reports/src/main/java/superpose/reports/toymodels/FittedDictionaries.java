package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import superpose.analysis.recovery.DirectionMatch;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.probes.dictionary.Batches;
import superpose.probes.dictionary.CodeSign;
import superpose.probes.dictionary.DictionaryLearner;
import superpose.probes.dictionary.OnlineDictionaryLearning;
import superpose.probes.dictionary.OrthogonalMatchingPursuit;
import superpose.probes.dictionary.TopKAutoencoder;

/**
 * Dictionaries of growing size, fitted by one learner to the same activations, and how well each matches the truth.
 *
 * @param fits from few atoms to many
 * @param agreements for each but the largest, how well its atoms are found again in the next larger one: mean over its atoms
 *     of the best cosine there
 */
record FittedDictionaries(List<Fit> fits, List<Double> agreements) {

    /** Copies the lists. */
    FittedDictionaries {
        fits = List.copyOf(fits);
        agreements = List.copyOf(agreements);
    }

    /** What learns a dictionary. */
    enum Learner {
        /** Online dictionary learning with non-negative codes. */
        ONLINE("online"),
        /** A TopK sparse autoencoder. */
        AUTOENCODER("autoencoder");

        private final String words;

        Learner(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        private DictionaryLearner of(int atoms, int active, Optional<Batches> batches) {
            return switch (this) {
                case ONLINE -> {
                    // Features are never negative.
                    OnlineDictionaryLearning usual = OnlineDictionaryLearning.of(atoms, active)
                            .withCoder(OrthogonalMatchingPursuit.of(active).withSign(CodeSign.NON_NEGATIVE));
                    yield batches.map(usual::withBatches).orElse(usual);
                }
                case AUTOENCODER -> {
                    TopKAutoencoder usual = TopKAutoencoder.of(atoms, active);
                    yield batches.map(usual::withBatches).orElse(usual);
                }
            };
        }
    }

    /** What a dictionary is fitted to. */
    enum Input {
        /** The activations of the hidden units. */
        ACTIVATIONS("activations") {
            @Override
            Matrix of(Matrix hidden, Seed seed) {
                return hidden;
            }
        },
        /** The same values, but each unit's in an order of its own: no feature is left. */
        SHUFFLED("shuffled") {
            @Override
            Matrix of(Matrix hidden, Seed seed) {
                float[] values = new float[hidden.rows() * hidden.columns()];
                for (int unit = 0; unit < hidden.columns(); unit++) {
                    float[] column = hidden.column(unit);
                    int[] order = seed.child(unit).permutation(hidden.rows());
                    for (int sample = 0; sample < order.length; sample++) {
                        values[sample * hidden.columns() + unit] = column[order[sample]];
                    }
                }
                return Matrix.of(hidden.rows(), hidden.columns(), values);
            }
        };

        private final String words;

        Input(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        abstract Matrix of(Matrix hidden, Seed seed);
    }

    /**
     * How well a dictionary matches the truth.
     *
     * @param atoms their number
     * @param mmcs mean over features of the best absolute cosine
     * @param mcc mean absolute cosine under one-to-one matching
     * @param above share of features with a best absolute cosine above 0.9
     * @param best the best absolute cosine of every feature
     */
    record Fit(int atoms, double mmcs, double mcc, double above, List<Double> best) {

        private static Fit of(FeatureDirections truth, FeatureDirections learned) {
            DirectionMatch match = DirectionMatch.of(truth, learned);
            return new Fit(
                    learned.features(),
                    match.mmcsTruthToLearned(),
                    match.mcc(),
                    match.recovered(),
                    Arrays.stream(match.bestCosines()).boxed().toList());
        }
    }

    /**
     * What is fitted.
     *
     * @param learner what learns the dictionaries
     * @param input what to
     * @param sizes numbers of atoms, from few to many
     * @param feed how many samples, and how they are fed
     */
    record Plan(Learner learner, Input input, List<Integer> sizes, Feed feed) {}

    /**
     * The samples of a fit.
     *
     * @param samples how many
     * @param batches how they are fed; empty for the usual way of the learner
     */
    record Feed(int samples, Optional<Batches> batches) {}

    /**
     * Fits dictionaries to the hidden units of a model with linear hidden units.
     *
     * @param truth its feature directions, [features, hidden]
     * @param density of its features, which are all alike
     */
    static FittedDictionaries of(FeatureDirections truth, Density density, Plan plan, Seed seed) {
        Matrix samples = SparseFeatures.uniform(truth.features(), density)
                .sample(plan.feed().samples(), seed.child("samples"));
        Matrix input = plan.input().of(truth.superpose(samples), seed.child("shuffle"));
        List<FeatureDirections> dictionaries = new ArrayList<>();
        for (int atoms : plan.sizes()) {
            dictionaries.add(plan.learner()
                    .of(atoms, active(truth, density, atoms), plan.feed().batches())
                    .fit(input, seed.child(atoms))
                    .dictionary()
                    .atoms());
        }
        List<Double> agreements = new ArrayList<>();
        for (int index = 1; index < dictionaries.size(); index++) {
            agreements.add(DirectionMatch.of(dictionaries.get(index - 1), dictionaries.get(index))
                    .mmcsTruthToLearned());
        }
        return new FittedDictionaries(
                dictionaries.stream().map(learned -> Fit.of(truth, learned)).toList(), agreements);
    }

    /** Returns a quarter more atoms than features are on in the mean, since samples with many features need them. */
    private static int active(FeatureDirections truth, Density density, int atoms) {
        int wanted = (int) Math.ceil(1.25 * truth.features() * density.value());
        return Math.clamp(wanted, 1, Math.min(atoms, truth.hidden()));
    }

    /** Returns the fit of a size. */
    Fit of(int atoms) {
        return fits.stream().filter(fit -> fit.atoms() == atoms).findFirst().orElseThrow();
    }

    /** Returns how well the atoms of a size are found again in the next larger dictionary. */
    double agreement(int atoms) {
        return agreements.get(fits.indexOf(of(atoms)));
    }
}
