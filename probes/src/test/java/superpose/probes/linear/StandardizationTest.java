package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.Seed;

class StandardizationTest {

    @Test
    void standardizedNeuronsHaveMeanZeroAndDeviationOne() {
        Matrix x = GaussianWorld.of(500, 6, 1, new Seed(1)).activations();
        Standardization standardization = Standardization.of(x);
        for (int neuron = 0; neuron < 6; neuron++) {
            double sum = 0;
            double squares = 0;
            for (float value : x.column(neuron)) {
                double unit = (value - standardization.mean(neuron)) * standardization.scale(neuron);
                sum += unit;
                squares += unit * unit;
            }
            assertEquals(0, sum / 500, 1e-10);
            assertEquals(1, squares / 500, 1e-10);
        }
    }

    @Test
    void aMeanFarFromZeroCostsNoPrecision() {
        Standardization standardization = Standardization.of(Matrix.of(4, 1, 1e6f, 1e6f + 1, 1e6f + 2, 1e6f + 3));
        assertEquals(1e6 + 1.5, standardization.mean(0), 1e-9);
        assertEquals(1 / Math.sqrt(1.25), standardization.scale(0), 1e-12);
    }

    @Test
    void constantNeuronsAreCountedAndScaledToNothing() {
        Matrix x = GaussianWorld.withConstantColumn(GaussianWorld.noise(20, 3, new Seed(2)), 0.1f);
        Standardization standardization = Standardization.of(x);
        assertEquals(1, standardization.constantNeurons());
        assertEquals(0, standardization.scale(3));
    }

    @Test
    void nothingButConstantNeuronsIsAnError() {
        BadInputException error =
                assertThrows(BadInputException.class, () -> Standardization.of(Matrix.of(3, 2, 1, 2, 1, 2, 1, 2)));
        assertEquals(1, error.toString().lines().count());
    }

    @Test
    void aValueThatIsNotFiniteIsNotTakenForAConstant() {
        for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
            assertThrows(BadInputException.class, () -> Standardization.of(Matrix.of(3, 2, 1, 2, 3, bad, 5, 6)));
            assertThrows(BadInputException.class, () -> Standardization.of(Matrix.of(3, 2, bad, 2, 3, 4, 5, 6)));
        }
    }

    @Test
    void valuesThatAreNotFiniteAreCountedAndTheFirstIsShown() {
        float[] values = GaussianWorld.noise(3000, 5, new Seed(3)).toArray();
        values[5 * 2000 + 3] = Float.NaN;
        values[5 * 2001] = Float.NEGATIVE_INFINITY;
        values[5 * 2999 + 4] = Float.NaN;
        BadInputException error =
                assertThrows(BadInputException.class, () -> TrainingActivations.of(Matrix.of(3000, 5, values)));
        assertEquals(1, error.toString().lines().count());
        assertTrue(error.toString().contains("3 that are not, the first NaN at row 2000, column 3"), error::toString);
    }
}
