package superpose.reports.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import superpose.analysis.detection.FeatureReadout;
import superpose.analysis.detection.NeuronAurocs;
import superpose.analysis.geometry.Dimensionality;
import superpose.analysis.geometry.FeatureNorms;
import superpose.analysis.geometry.FeaturesPerDimension;
import superpose.analysis.geometry.Gram;
import superpose.analysis.geometry.Interference;
import superpose.analysis.geometry.Polysemanticity;
import superpose.analysis.recovery.DirectionMatch;
import superpose.data.Concept;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.probes.dictionary.CodeSign;
import superpose.probes.dictionary.DictionaryLearner;
import superpose.probes.dictionary.OnlineDictionaryLearning;
import superpose.probes.dictionary.OrthogonalMatchingPursuit;
import superpose.probes.dictionary.TopKAutoencoder;
import superpose.probes.linear.RidgeTrainer;
import superpose.probes.linear.TrainingActivations;

/** Everything that is measured on one trained toy model, on samples that it was never trained on. */
final class ToyMeasurement {

    private static final double RIDGE_PENALTY = 1;

    private final ToyPlan plan;
    private final SparseFeatures world;

    ToyMeasurement(ToyPlan plan) {
        this.plan = plan;
        this.world = plan.world().asFeatures();
    }

    /**
     * A trained model as the measurement sees it.
     *
     * @param directions the feature directions, [features, hidden]
     * @param hidden from samples [samples, features] to hidden activations [samples, hidden]
     * @param output from samples to the model's answers, [samples, features]
     * @param loss from samples to the model's loss on them
     */
    record Model(
            FeatureDirections directions,
            UnaryOperator<Matrix> hidden,
            UnaryOperator<Matrix> output,
            ToDoubleFunction<Matrix> loss) {}

    /** Measures a model; the seed decides the samples and the fits. */
    ToyMeasures of(Model model, int seedNumber, Seed seed) {
        Halves samples = new Halves(world.sample(plan.sweep().samples(), seed.child("samples")));
        FeatureDirections directions = model.directions();
        Matrix hidden = model.hidden().apply(samples.all());
        Halves neurons = new Halves(hidden);
        FeatureReadout probe = readout(neurons, samples.first(), samples.second());
        double[] best = bestNeurons(neurons, samples);
        return new ToyMeasures(
                directions.hidden(),
                seedNumber,
                geometry(directions, model.loss().applyAsDouble(samples.all())),
                new ToyMeasures.Reading(
                        quality(FeatureReadout.of(model.output().apply(samples.second()), samples.second())),
                        quality(probe),
                        meanOf(best),
                        controls(samples, neurons, seed)),
                recovery(directions, hidden, seed),
                features(directions, probe, best));
    }

    private static ToyMeasures.Controls controls(Halves samples, Halves neurons, Seed seed) {
        Matrix shuffled = shuffledRows(samples.first(), seed.child("shuffle"));
        Halves random = randomProjection(samples, neurons.all().columns(), seed);
        return new ToyMeasures.Controls(
                quality(readout(neurons, shuffled, samples.second())),
                quality(readout(random, samples.first(), samples.second())));
    }

    /** Two halves of the same rows: one to fit on, one to score on. */
    private record Halves(Matrix all) {

        Matrix first() {
            return all.rows(0, all.rows() / 2);
        }

        Matrix second() {
            return all.rows(all.rows() / 2, all.rows());
        }
    }

    private static ToyMeasures.Geometry geometry(FeatureDirections directions, double loss) {
        Gram gram = Gram.of(directions);
        Dimensionality dimensionality = Dimensionality.of(gram);
        Interference interference = Interference.of(gram, FeatureNorms.REPRESENTED);
        Polysemanticity polysemanticity = Polysemanticity.of(directions);
        return new ToyMeasures.Geometry(
                loss,
                new ToyMeasures.Norms(
                        FeatureNorms.of(gram).represented(),
                        FeaturesPerDimension.of(directions).value()),
                new ToyMeasures.Sharing(
                        dimensionality.sum() / directions.features(),
                        dimensionality.sum(),
                        interference.meanSquaredOverlap(),
                        interference.largestOverlap()),
                new ToyMeasures.NeuronUse(
                        polysemanticity.meanEffectiveFeatures(), polysemanticity.monosemanticFraction()));
    }

    private static FeatureReadout readout(Halves neurons, Matrix fitTargets, Matrix scoreTargets) {
        var probe = new RidgeTrainer(RIDGE_PENALTY).fit(TrainingActivations.of(neurons.first()), fitTargets);
        return FeatureReadout.of(probe.predict(neurons.second()), scoreTargets);
    }

    private static Matrix shuffledRows(Matrix targets, Seed seed) {
        return targets.selectRows(seed.permutation(targets.rows()));
    }

    /** What as many neurons hold when nothing was learned: the control for "training put the features there". */
    private static Halves randomProjection(Halves samples, int neurons, Seed seed) {
        return new Halves(FeatureDirections.random(samples.all().columns(), neurons, seed.child("random projection"))
                .superpose(samples.all()));
    }

    /** AUROC of the best neuron for each feature; not-a-number for one that is never on, or never off, in the samples. */
    private static double[] bestNeurons(Halves neurons, Halves samples) {
        double[] best = new double[samples.all().columns()];
        for (int feature = 0; feature < best.length; feature++) {
            Concept fitted = isOn(samples.first(), feature);
            Concept scored = isOn(samples.second(), feature);
            best[feature] = varies(fitted) && varies(scored) ? bestNeuron(neurons, fitted, scored) : Double.NaN;
        }
        return best;
    }

    private static boolean varies(Concept concept) {
        return concept.positives() > 0 && concept.negatives() > 0;
    }

    private static double bestNeuron(Halves neurons, Concept fitted, Concept scored) {
        double[] fit = NeuronAurocs.of(neurons.first(), fitted);
        int chosen = 0;
        for (int neuron = 1; neuron < fit.length; neuron++) {
            if (Math.abs(fit[neuron] - 0.5) > Math.abs(fit[chosen] - 0.5)) {
                chosen = neuron;
            }
        }
        double score = NeuronAurocs.of(neurons.second().selectColumns(new int[] {chosen}), scored)[0];
        return fit[chosen] >= 0.5 ? score : 1 - score;
    }

    private static Concept isOn(Matrix samples, int feature) {
        float[] values = samples.column(feature);
        boolean[] on = new boolean[values.length];
        for (int row = 0; row < on.length; row++) {
            on[row] = values[row] > 0;
        }
        return Concept.of("feature " + feature, on);
    }

    private ToyMeasures.Recovery recovery(FeatureDirections directions, Matrix hidden, Seed seed) {
        int atoms = directions.features();
        // A quarter more atoms than features are on in the mean, since samples with many features need them; more than
        // there are neurons would be no sparse code at all.
        int active = Math.clamp(
                (int) Math.ceil(1.25 * atoms * plan.world().density().value()),
                1,
                Math.min(atoms, directions.hidden()));
        // Features are never negative, and a pair of opposite ones would share an atom if codes could be.
        var pursuit = OrthogonalMatchingPursuit.of(active).withSign(CodeSign.NON_NEGATIVE);
        var classical = OnlineDictionaryLearning.of(atoms, active).withCoder(pursuit);
        return new ToyMeasures.Recovery(
                match(directions, classical, hidden, seed.child("classical")),
                match(directions, TopKAutoencoder.of(atoms, active), hidden, seed.child("autoencoder")),
                match(directions, FeatureDirections.random(atoms, directions.hidden(), seed.child("chance"))));
    }

    private static ToyMeasures.Match match(
            FeatureDirections truth, DictionaryLearner learner, Matrix hidden, Seed seed) {
        return match(truth, learner.fit(hidden, seed).dictionary().atoms());
    }

    private static ToyMeasures.Match match(FeatureDirections truth, FeatureDirections learned) {
        DirectionMatch match = DirectionMatch.of(truth, learned);
        return new ToyMeasures.Match(
                match.mmcsTruthToLearned(), match.mmcsLearnedToTruth(), match.mcc(), match.recovered());
    }

    private static List<ToyMeasures.Feature> features(
            FeatureDirections directions, FeatureReadout probe, double[] bestNeurons) {
        Gram gram = Gram.of(directions);
        FeatureNorms norms = FeatureNorms.of(gram);
        Dimensionality dimensionality = Dimensionality.of(gram);
        List<ToyMeasures.Feature> rows = new ArrayList<>();
        for (int feature = 0; feature < directions.features(); feature++) {
            rows.add(new ToyMeasures.Feature(
                    feature,
                    new ToyMeasures.Shape(norms.of(feature), dimensionality.of(feature)),
                    new ToyMeasures.Quality(
                            probe.rSquared(feature).orElse(Double.NaN),
                            probe.auroc(feature).orElse(Double.NaN)),
                    bestNeurons[feature]));
        }
        return rows;
    }

    private static ToyMeasures.Quality quality(FeatureReadout readout) {
        double[] r2 = new double[readout.features()];
        double[] auroc = new double[readout.features()];
        for (int feature = 0; feature < r2.length; feature++) {
            r2[feature] = readout.rSquared(feature).orElse(Double.NaN);
            auroc[feature] = readout.auroc(feature).orElse(Double.NaN);
        }
        return new ToyMeasures.Quality(meanOf(r2), meanOf(auroc));
    }

    /** The mean over the features that have a value: one that is never on in the samples has none. */
    private static double meanOf(double[] perFeature) {
        return java.util.Arrays.stream(perFeature)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
