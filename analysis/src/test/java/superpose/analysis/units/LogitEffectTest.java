package superpose.analysis.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.Seed;

class LogitEffectTest {

    private static final int WIDTH = 8;
    private static final int VOCABULARY = 30;

    /** A small step along the direction changes the true logits as is said, up to one positive factor. */
    @ParameterizedTest
    @EnumSource(Unembedding.Norm.class)
    void isTheSlopeOfTheLogitsAcrossTheStream(Unembedding.Norm norm) {
        RandomGenerator noise = new Seed(1).generator();
        Matrix tokens = Matrix.of(VOCABULARY, WIDTH, gaussian(noise, VOCABULARY * WIDTH));
        float[] gain = gaussian(noise, WIDTH);
        if (norm == Unembedding.Norm.NONE) {
            Arrays.fill(gain, 1);
        }
        double[] stream = doubles(gaussian(noise, WIDTH));
        double[] direction = across(stream, doubles(gaussian(noise, WIDTH)), norm);
        double[] expected = slope(tokens, gain, norm, stream, direction);
        float[] given = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            given[i] = (float) direction[i];
        }
        double[] change = Unembedding.of(tokens, gain, norm).change(given);
        double factor = 0;
        double squares = 0;
        for (int token = 0; token < VOCABULARY; token++) {
            factor += change[token] * expected[token];
            squares += change[token] * change[token];
        }
        assertTrue(factor > 0);
        for (int token = 0; token < VOCABULARY; token++) {
            assertEquals(expected[token], factor / squares * change[token], 1e-4);
        }
    }

    @Test
    void theOppositeDirectionTurnsRaisedIntoLowered() {
        RandomGenerator noise = new Seed(2).generator();
        Unembedding unembedding = Unembedding.plain(Matrix.of(VOCABULARY, WIDTH, gaussian(noise, VOCABULARY * WIDTH)));
        float[] direction = gaussian(noise, WIDTH);
        float[] opposite = new float[WIDTH];
        for (int i = 0; i < WIDTH; i++) {
            opposite[i] = -3 * direction[i];
        }
        LogitEffect one = LogitEffect.of(unembedding, direction, 5);
        LogitEffect other = LogitEffect.of(unembedding, opposite, 5);
        for (int i = 0; i < 5; i++) {
            assertEquals(one.raised().get(i).token(), other.lowered().get(i).token());
            assertEquals(one.raised().get(i).change(), -other.lowered().get(i).change(), 1e-6);
        }
    }

    @Test
    void aTokensOwnRowRaisesItMost() {
        RandomGenerator noise = new Seed(3).generator();
        Matrix tokens = Matrix.of(VOCABULARY, 200, gaussian(noise, VOCABULARY * 200));
        for (int token = 0; token < VOCABULARY; token++) {
            LogitEffect effect = LogitEffect.of(Unembedding.plain(tokens), tokens.row(token), 1);
            assertEquals(token, effect.raised().getFirst().token());
        }
    }

    @Test
    void aDirectionOfNoLengthIsRefused() {
        Unembedding unembedding = Unembedding.plain(Matrix.of(2, 2, 1, 0, 0, 1));
        assertThrows(BadInputException.class, () -> LogitEffect.of(unembedding, new float[2], 1));
        assertThrows(BadInputException.class, () -> LogitEffect.of(unembedding, new float[3], 1));
    }

    /** Leaves of a direction what does not change the length that the stream is divided by. */
    private static double[] across(double[] stream, double[] direction, Unembedding.Norm norm) {
        double[] centred = norm == Unembedding.Norm.LAYER ? centred(stream) : stream;
        double product = 0;
        double squares = 0;
        for (int i = 0; i < WIDTH; i++) {
            product += direction[i] * centred[i];
            squares += centred[i] * centred[i];
        }
        double[] across = direction.clone();
        for (int i = 0; i < WIDTH; i++) {
            across[i] -= product / squares * centred[i];
        }
        return across;
    }

    private static double[] slope(
            Matrix tokens, float[] gain, Unembedding.Norm norm, double[] stream, double[] direction) {
        double step = 1e-5;
        double[] up = stream.clone();
        double[] down = stream.clone();
        for (int i = 0; i < WIDTH; i++) {
            up[i] += step * direction[i];
            down[i] -= step * direction[i];
        }
        double[] above = logits(tokens, gain, norm, up);
        double[] below = logits(tokens, gain, norm, down);
        double[] slope = new double[VOCABULARY];
        for (int token = 0; token < VOCABULARY; token++) {
            slope[token] = (above[token] - below[token]) / (2 * step);
        }
        return centred(slope);
    }

    private static double[] logits(Matrix tokens, float[] gain, Unembedding.Norm norm, double[] stream) {
        double[] centred = norm == Unembedding.Norm.LAYER ? centred(stream) : stream;
        double length = norm == Unembedding.Norm.NONE
                ? 1
                : Math.sqrt(Arrays.stream(centred).map(x -> x * x).sum() / WIDTH);
        double[] logits = new double[VOCABULARY];
        for (int token = 0; token < VOCABULARY; token++) {
            for (int i = 0; i < WIDTH; i++) {
                logits[token] += centred[i] / length * gain[i] * tokens.get(token, i);
            }
        }
        return logits;
    }

    private static double[] centred(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Arrays.stream(values).map(value -> value - mean).toArray();
    }

    private static double[] doubles(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }

    private static float[] gaussian(RandomGenerator noise, int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) noise.nextGaussian();
        }
        return values;
    }
}
