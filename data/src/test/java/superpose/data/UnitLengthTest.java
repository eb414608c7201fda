package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UnitLengthTest {

    private static final Matrix SAMPLES =
            SparseFeatures.uniform(30, new Density(0.2)).signed().sample(50, new Seed(1));

    @Test
    void everyRowIsParallelToTheSampleAndOfLengthOne() {
        Matrix scaled = UnitLength.of(SAMPLES);
        for (int row = 0; row < SAMPLES.rows(); row++) {
            double cosine = dot(scaled.row(row), SAMPLES.row(row)) / Math.sqrt(dot(SAMPLES.row(row), SAMPLES.row(row)));
            assertEquals(1, dot(scaled.row(row), scaled.row(row)), 1e-6);
            assertEquals(1, cosine, 1e-6);
        }
    }

    @Test
    void theLengthOfASampleDoesNotMatter() {
        float[] tripled = SAMPLES.toArray();
        for (int i = 0; i < tripled.length; i++) {
            tripled[i] *= 3;
        }
        Matrix longer = Matrix.of(SAMPLES.rows(), SAMPLES.columns(), tripled);
        assertArrayEquals(
                UnitLength.of(SAMPLES).toArray(), UnitLength.of(longer).toArray(), 1e-6f);
    }

    @Test
    void zerosStayZeros() {
        Matrix zeros = Matrix.of(2, 3, new float[6]);
        assertArrayEquals(zeros.toArray(), UnitLength.of(zeros).toArray());
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
