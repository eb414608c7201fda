package superpose.probes.dictionary;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;

/** One run of a sparse autoencoder. */
final class AutoencoderTraining {

    /** The learning rate rises over the first part of the training and falls to zero over the last. */
    private static final double WARM_UP_SHARE = 0.05;

    private static final double COOL_DOWN_SHARE = 0.3;

    /** An atom that is idle for this part of the training starts again, except while the learning rate falls. */
    private static final double PATIENCE_SHARE = 0.05;

    private final AutoencoderSettings settings;
    private final int steps;
    private final ShuffledBatches batches;
    private final RandomGenerator generator;
    final AutoencoderWeights weights;
    private final AutoencoderGradient gradient;
    private final Adam adam;
    private final ErrorTrace trace;

    /** Samples are multiplied by this while training. */
    private final float scale;

    /** Steps since each atom was last active, [atoms]. */
    private final int[] idle;

    private int revivals;

    AutoencoderTraining(AutoencoderSettings settings, Matrix samples, Seed seed) {
        this.settings = settings;
        this.steps = settings.batches().steps();
        this.batches = new ShuffledBatches(samples, settings.batches().size(), seed.child("order"));
        this.generator = seed.child("atoms").generator();
        this.weights = new AutoencoderWeights(settings.atoms(), samples.columns());
        this.adam = new Adam(weights.values.length);
        this.trace = new ErrorTrace(steps);
        this.idle = new int[settings.atoms()];
        float[] mean = Offset.MEAN.of(samples);
        this.scale = scaleOf(samples, mean);
        // In scaled units errors grow by the square of the scale and codes by the scale.
        float penalty = (float) (settings.kind().penalty() * scale);
        this.gradient = new AutoencoderGradient(weights, settings.kind().active(), penalty, batches.size());
        float[] offset = settings.kind().start().of(samples);
        for (int j = 0; j < offset.length; j++) {
            weights.values[weights.offset() + j] = offset[j] * scale;
        }
        startFrom(new FeatureDirections(
                FirstAtoms.from(samples, offset, settings.atoms(), generator).toMatrix()));
    }

    /** Returns what brings the mean squared coordinate to one; 1 where all samples are equal. */
    private static float scaleOf(Matrix samples, float[] mean) {
        float[] row = new float[mean.length];
        double sum = 0;
        for (int sample = 0; sample < samples.rows(); sample++) {
            samples.copyRow(sample, row, 0);
            for (int j = 0; j < row.length; j++) {
                double distance = row[j] - mean[j];
                sum += distance * distance;
            }
        }
        return sum > 0 ? (float) Math.sqrt((double) samples.rows() * mean.length / sum) : 1f;
    }

    /** Sets every atom to a direction, [atoms, hidden], whatever its length. */
    void startFrom(FeatureDirections first) {
        Block directions = Block.copyOf(first.matrix());
        for (int atom = 0; atom < settings.atoms(); atom++) {
            weights.setAtom(atom, directions.direction(atom));
        }
    }

    DictionaryFit run() {
        for (int step = 0; step < steps; step++) {
            learn(step);
        }
        return new DictionaryFit(dictionary(), trace.errors(), revivals);
    }

    private void learn(int step) {
        float[] samples = batches.next().toArray();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= scale;
        }
        double error = gradient.compute(samples);
        trace.add(error * batches.size() / ((double) scale * scale), batches.size());
        gradient.keepLengths();
        adam.step(weights.values, gradient.gradient.values, learningRate(step));
        weights.normaliseDecoder();
        for (int atom = 0; atom < idle.length; atom++) {
            idle[atom] = gradient.uses[atom] > 0 ? 0 : idle[atom] + 1;
        }
        if (step < (1 - COOL_DOWN_SHARE) * steps) {
            reviveIdle();
        }
    }

    private double learningRate(int step) {
        double rise = (step + 1) / (WARM_UP_SHARE * steps);
        double fall = (steps - step) / (COOL_DOWN_SHARE * steps);
        return settings.learningRate() * Math.min(1, Math.min(rise, fall));
    }

    private void reviveIdle() {
        for (int atom = 0; atom < idle.length; atom++) {
            if (idle[atom] >= Math.max(1, PATIENCE_SHARE * steps)) {
                float[] sample = gradient.badlyRebuilt(generator);
                idle[atom] = 0;
                if (Block.dot(sample, 0, sample, 0, sample.length) > 0) {
                    weights.setAtom(atom, sample);
                    adam.reset(weights.encoder(atom), weights.encoder(atom) + weights.hidden);
                    adam.reset(weights.decoder(atom), weights.decoder(atom) + weights.hidden);
                    adam.reset(weights.bias() + atom, weights.bias() + atom + 1);
                    revivals++;
                }
            }
        }
    }

    /** Turns the weights into a dictionary for samples in their own units: codes and offset shrink, directions stay. */
    private Dictionary dictionary() {
        int size = weights.atoms * weights.hidden;
        float[] bias = Arrays.copyOfRange(weights.values, weights.bias(), weights.offset());
        float[] offset = Arrays.copyOfRange(weights.values, weights.offset(), weights.values.length);
        Matrix encoder = Matrix.of(weights.atoms, weights.hidden, Arrays.copyOfRange(weights.values, 0, size));
        Matrix decoder = Matrix.of(weights.atoms, weights.hidden, Arrays.copyOfRange(weights.values, size, 2 * size));
        return Dictionary.of(
                new FeatureDirections(decoder),
                divided(offset),
                new TopKEncoder(encoder, divided(bias), settings.kind().active()));
    }

    private float[] divided(float[] values) {
        for (int i = 0; i < values.length; i++) {
            values[i] /= scale;
        }
        return values;
    }
}
