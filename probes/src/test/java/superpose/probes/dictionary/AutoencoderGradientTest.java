package superpose.probes.dictionary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import superpose.data.Seed;

class AutoencoderGradientTest {

    private static final int ATOMS = 7;
    private static final int HIDDEN = 5;
    private static final int BATCH = 6;
    private static final Seed SEED = new Seed(5);

    @ParameterizedTest
    @CsvSource({"3, 0", "7, 0", "7, 0.3"})
    void theGradientIsTheSlopeOfTheLoss(int active, float penalty) {
        AutoencoderWeights weights = randomWeights();
        float[] samples = gaussian(BATCH * HIDDEN, "samples");
        AutoencoderGradient gradient = new AutoencoderGradient(weights, active, penalty, BATCH);
        gradient.compute(samples);
        float[] slopes = gradient.gradient.values.clone();
        // While the same atoms stay active the loss is quadratic in each weight: central differences are then exact.
        float step = 1f / 256;
        double largest = 0;
        for (int i = 0; i < slopes.length; i++) {
            float kept = weights.values[i];
            weights.values[i] = kept + step;
            double above = referenceLoss(weights, samples, active, penalty);
            weights.values[i] = kept - step;
            double below = referenceLoss(weights, samples, active, penalty);
            weights.values[i] = kept;
            assertEquals((above - below) / (2 * step), slopes[i], 1e-5, "weight " + i);
            largest = Math.max(largest, Math.abs(slopes[i]));
        }
        assertTrue(largest > 0.1);
    }

    @Test
    void theErrorIsTheMeanSquaredDistanceWithoutThePenalty() {
        AutoencoderWeights weights = randomWeights();
        float[] samples = gaussian(BATCH * HIDDEN, "samples");
        AutoencoderGradient gradient = new AutoencoderGradient(weights, 3, 0.3f, BATCH);
        assertEquals(referenceLoss(weights, samples, 3, 0), gradient.compute(samples), 1e-5);
    }

    @Test
    void whatIsLeftOfTheGradientDoesNotChangeAnAtomsLength() {
        AutoencoderWeights weights = randomWeights();
        AutoencoderGradient gradient = new AutoencoderGradient(weights, 3, 0.3f, BATCH);
        gradient.compute(gaussian(BATCH * HIDDEN, "samples"));
        gradient.keepLengths();
        for (int atom = 0; atom < ATOMS; atom++) {
            int at = weights.decoder(atom);
            assertEquals(0, Block.dot(gradient.gradient.values, at, weights.values, at, HIDDEN), 1e-6);
        }
    }

    /** The loss straight from its formula, in float64. */
    private static double referenceLoss(AutoencoderWeights weights, float[] samples, int active, double penalty) {
        double sum = 0;
        for (int sample = 0; sample < BATCH; sample++) {
            double[] outputs = new double[ATOMS];
            for (int atom = 0; atom < ATOMS; atom++) {
                outputs[atom] = weights.values[weights.bias() + atom];
                for (int j = 0; j < HIDDEN; j++) {
                    double centred = (double) samples[sample * HIDDEN + j] - weights.values[weights.offset() + j];
                    outputs[atom] += centred * weights.values[weights.encoder(atom) + j];
                }
            }
            double bar = Arrays.stream(outputs).sorted().toArray()[ATOMS - active];
            double[] codes = Arrays.stream(outputs)
                    .map(output -> output >= bar ? Math.max(0, output) : 0)
                    .toArray();
            sum += penalty * Arrays.stream(codes).sum();
            for (int j = 0; j < HIDDEN; j++) {
                double rebuilt = weights.values[weights.offset() + j];
                for (int atom = 0; atom < ATOMS; atom++) {
                    rebuilt += codes[atom] * weights.values[weights.decoder(atom) + j];
                }
                sum += Math.pow(rebuilt - samples[sample * HIDDEN + j], 2);
            }
        }
        return sum / BATCH;
    }

    private static AutoencoderWeights randomWeights() {
        AutoencoderWeights weights = new AutoencoderWeights(ATOMS, HIDDEN);
        System.arraycopy(gaussian(weights.values.length, "weights"), 0, weights.values, 0, weights.values.length);
        weights.normaliseDecoder();
        return weights;
    }

    private static float[] gaussian(int count, String name) {
        RandomGenerator generator = SEED.child(name).generator();
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) generator.nextGaussian() / 2;
        }
        return values;
    }
}
