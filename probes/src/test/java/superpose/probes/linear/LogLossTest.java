package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.Concept;

class LogLossTest {

    /** Sums and residuals against the library's exponential, from margins near 0 to margins whose exponential overflows. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-6, 0.1, 3, 30, 1000})
    void equalsTheDefinition(double scale) {
        int count = 333;
        boolean[] present = new boolean[count];
        float[] margins = new float[count + 2];
        for (int i = 0; i < count; i++) {
            present[i] = i % 3 == 0;
            margins[i + 2] = (float) (scale * Math.sin(i));
        }
        double loss = 0;
        double residuals = 0;
        double curvature = 0;
        double[] expected = new double[count];
        for (int i = 0; i < count; i++) {
            double margin = margins[i + 2] + 0.25;
            double s = present[i] ? -margin : margin;
            loss += Math.max(s, 0) + Math.log1p(Math.exp(-Math.abs(s)));
            double p = 1 / (1 + Math.exp(-margin));
            expected[i] = p - (present[i] ? 1 : 0);
            residuals += expected[i];
            curvature += p * (1 - p);
        }
        LogLoss.Sums sums = new LogLoss(400).of(Concept.of("third", present), 0, count, margins, 2, 0.25);
        assertEquals(loss, sums.loss(), 1e-7 * loss);
        assertEquals(residuals, sums.residual(), 1e-6);
        assertEquals(curvature, sums.curvature(), 1e-6);
        for (int i = 0; i < count; i++) {
            assertEquals(expected[i], margins[i + 2], 1e-7);
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {-1e30f, -38, 0, 38, 1e30f})
    void isFiniteHoweverFarAway(float margin) {
        int count = 1000;
        float[] margins = new float[count];
        Arrays.fill(margins, margin);
        LogLoss.Sums sums = new LogLoss(count).of(Concept.of("never", new boolean[count]), 0, count, margins, 0, 0);
        assertTrue(Double.isFinite(sums.loss()) && sums.loss() >= 0);
        assertTrue(sums.curvature() >= 0);
        assertEquals(margin > 0 ? count : margin < 0 ? 0 : count / 2.0, sums.residual(), 1e-9);
    }
}
