package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever draws them, a seed stands for the same numbers. */
@Tag("vectors")
class UniformDrawsTest {

    private static final int ROWS = 37;

    @Test
    void vectorsDrawWhatScalarsDraw() {
        assumeTrue(VectorApi.isPresent(), "this Java was started without the Vector API");
        UniformDraws vectors = new VectorDraws(states());
        UniformDraws scalars = new ScalarDraws(states());
        float[] chance = new float[ROWS];
        float[] scale = new float[ROWS];
        for (int row = 0; row < ROWS; row++) {
            chance[row] = 1f / (1 + row);
            scale[row] = 2f * (1 + row);
        }
        for (int call = 0; call < 20; call++) {
            float[] expected = new float[3 + ROWS * SampleStream.TILE];
            float[] actual = expected.clone();
            scalars.uniforms(expected, ROWS);
            vectors.uniforms(actual, ROWS);
            assertArrayEquals(expected, actual);
            scalars.sparse(expected, 3, chance, scale, -1);
            vectors.sparse(actual, 3, chance, scale, -1);
            assertArrayEquals(expected, actual);
        }
    }

    /** The first outputs of xoshiro128+ from the state 1, 2, 3, 4, worked out by hand from its definition. */
    @Test
    void aGeneratorIsXoshiro128Plus() {
        int[] states = new int[4 * UniformDraws.GENERATORS];
        for (int i = 0; i < 4; i++) {
            states[i * UniformDraws.GENERATORS] = i + 1;
        }
        UniformDraws draws = VectorApi.isPresent() ? new VectorDraws(states) : new ScalarDraws(states);
        float[] row = new float[SampleStream.TILE];
        draws.uniforms(row, 1);
        // 1 + 4 = 5; then the state is 7, 0, 1026, 12288.
        assertEquals((5 >>> 8) * 0x1p-24f, row[0]);
        assertEquals(((7 + 12288) >>> 8) * 0x1p-24f, row[UniformDraws.GENERATORS]);
    }

    @Test
    void numbersAreUniformAndGeneratorsIndependent() {
        UniformDraws draws = UniformDraws.from(new Seed(3));
        int rows = 4000;
        float[] numbers = new float[rows * SampleStream.TILE];
        draws.uniforms(numbers, rows);
        int[] bins = new int[64];
        double products = 0;
        for (int i = 0; i < numbers.length; i++) {
            bins[(int) (numbers[i] * bins.length)]++;
            products += (numbers[i] - 0.5) * (numbers[(i + 1) % numbers.length] - 0.5);
        }
        double expected = (double) numbers.length / bins.length;
        double chiSquare = 0;
        for (int count : bins) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        // 63 degrees of freedom: mean 63, standard deviation 11.2.
        assertEquals(63, chiSquare, 5 * 11.2);
        // Each product has the standard deviation 1/12.
        assertEquals(0, products / numbers.length, 5.0 / 12 / Math.sqrt(numbers.length));
    }

    private static int[] states() {
        SplittableRandom random = new SplittableRandom(8);
        int[] states = new int[4 * UniformDraws.GENERATORS];
        for (int i = 0; i < states.length; i++) {
            states[i] = random.nextInt();
        }
        return states;
    }
}
