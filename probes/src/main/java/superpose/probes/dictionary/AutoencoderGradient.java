package superpose.probes.dictionary;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The loss of a sparse autoencoder on a batch, {@code mean over samples of |x^ - x|^2 + penalty * sum z_i}, and its gradient.
 *
 * <p>With {@code z = TopK(ReLU(W (x - b) + c))} and {@code x^ = b + sum z_i d_i}, only the k active atoms of a sample are
 * decoded and get a gradient: k * hidden multiplications each instead of atoms * hidden.
 */
final class AutoencoderGradient {

    final AutoencoderWeights gradient;

    /** How often each atom was active in the last batch, [atoms]. */
    final int[] uses;

    /** What the last batch's reconstruction has too much, {@code x^ - x}, [samples, hidden]. */
    private final Block errors;

    private final AutoencoderWeights weights;
    private final Block columns;
    private final Block outputs;

    /** The last batch less the offset, [samples, hidden]. */
    private final Block centred;

    private final float[] bias;
    private final float[] inputSlope;
    private final LargestFew largest;

    /** What each unit of a code costs. */
    private final float penalty;

    AutoencoderGradient(AutoencoderWeights weights, int active, float penalty, int batch) {
        this.weights = weights;
        this.penalty = penalty;
        this.gradient = new AutoencoderWeights(weights.atoms, weights.hidden);
        this.uses = new int[weights.atoms];
        this.errors = new Block(batch, weights.hidden);
        this.columns = new Block(weights.hidden, weights.atoms);
        this.outputs = new Block(batch, weights.atoms);
        this.centred = new Block(batch, weights.hidden);
        this.bias = new float[weights.atoms];
        this.inputSlope = new float[weights.hidden];
        this.largest = new LargestFew(active);
    }

    /**
     * Works out the error and the gradient of the loss.
     *
     * @param samples [batch, hidden]
     * @return the loss without its penalty
     */
    double compute(float[] samples) {
        int hidden = weights.hidden;
        columns.setTransposed(weights.values);
        System.arraycopy(weights.values, weights.bias(), bias, 0, bias.length);
        System.arraycopy(samples, 0, centred.values, 0, samples.length);
        for (int sample = 0; sample < errors.rows; sample++) {
            for (int j = 0; j < hidden; j++) {
                centred.values[sample * hidden + j] -= weights.values[weights.offset() + j];
            }
        }
        outputs.setProduct(centred.values, errors.rows, columns);
        Arrays.fill(gradient.values, 0f);
        Arrays.fill(uses, 0);
        double error = 0;
        for (int sample = 0; sample < errors.rows; sample++) {
            largest.select(outputs, sample, bias);
            setError(sample);
            error += errors.squaredNorm(sample);
            addGradient(sample);
        }
        return error / errors.rows;
    }

    private void setError(int sample) {
        int at = sample * weights.hidden;
        for (int j = 0; j < weights.hidden; j++) {
            errors.values[at + j] = -centred.values[at + j];
        }
        for (int i = 0; i < largest.size(); i++) {
            errors.addScaled(largest.value(i), weights.values, weights.decoder(largest.index(i)), at);
        }
    }

    private void addGradient(int sample) {
        int at = sample * weights.hidden;
        float scale = 2f / errors.rows;
        Arrays.fill(inputSlope, 0f);
        for (int i = 0; i < largest.size(); i++) {
            int atom = largest.index(i);
            uses[atom]++;
            float slope =
                    scale * (float) Block.dot(errors.values, at, weights.values, weights.decoder(atom), weights.hidden)
                            + penalty / errors.rows;
            gradient.add(scale * largest.value(i), errors.values, at, gradient.decoder(atom));
            gradient.add(slope, centred.values, at, gradient.encoder(atom));
            gradient.values[gradient.bias() + atom] += slope;
            int encoderAt = weights.encoder(atom);
            for (int j = 0; j < inputSlope.length; j++) {
                inputSlope[j] += slope * weights.values[encoderAt + j];
            }
        }
        // The offset is taken from the input and added to the output.
        for (int j = 0; j < inputSlope.length; j++) {
            gradient.values[gradient.offset() + j] += scale * errors.values[at + j] - inputSlope[j];
        }
    }

    /**
     * Returns the direction of a sample of the last batch, drawn in proportion to its squared error, [hidden].
     *
     * <p>The whole sample and not only what it lacks: a new atom must outdo the others to be among the k largest.
     */
    float[] badlyRebuilt(RandomGenerator generator) {
        return centred.direction(new Remainders(errors).draw(generator));
    }

    /** Removes from each decoder row's gradient the part that would only change the atom's length. */
    void keepLengths() {
        for (int atom = 0; atom < weights.atoms; atom++) {
            int at = weights.decoder(atom);
            double along = Block.dot(gradient.values, at, weights.values, at, weights.hidden);
            gradient.add((float) -along, weights.values, at, at);
        }
    }
}
