package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import superpose.data.Activations;
import superpose.data.BadInputException;
import superpose.data.HeldOutPredictions;
import superpose.data.Matrix;
import superpose.data.Quantity;
import superpose.data.Seed;

class RegressionTaskTest {

    private static final int SAMPLES = 400;
    private static final int NEURONS = 6;
    private static final int TRAINING = 300;
    private static final Matrix VALUES =
            GaussianWorld.of(SAMPLES, NEURONS, 1, new Seed(120)).activations();
    private static final Activations ACTIVATIONS = new Activations("layer", VALUES, "test");
    private static final ProbeSplit SPLIT = ProbeSplit.of(
            IntStream.range(0, TRAINING).toArray(),
            IntStream.range(TRAINING, SAMPLES).toArray(),
            SAMPLES);

    @Test
    void anExactLineIsPredictedOnTheTestRows() {
        double[] line = new double[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            line[sample] = 3 * VALUES.get(sample, 1) - 2 * VALUES.get(sample, 5) + 40;
        }
        RegressionTask task = RegressionTask.of(ACTIVATIONS, Quantity.of("line", line), SPLIT);
        HeldOutPredictions held = task.predict(task.fit(new RidgeTrainer(0)));
        assertEquals(SAMPLES - TRAINING, held.samples());
        assertArrayEquals(held.truth().values(), held.predictions(), 1e-3);
    }

    @Test
    void theTestRowsDoNotChangeTheFit() {
        double[] one = IntStream.range(0, SAMPLES).mapToDouble(i -> i % 17).toArray();
        double[] other = one.clone();
        other[SAMPLES - 1] = 1e6;
        RegressionTask task = RegressionTask.of(ACTIVATIONS, Quantity.of("remainder", one), SPLIT);
        assertEquals(TRAINING, task.trainingQuantity().samples());
        assertArrayEquals(
                task.fit(new RidgeTrainer(1)).weights(),
                task.withQuantity(Quantity.of("remainder", other))
                        .fit(new RidgeTrainer(1))
                        .weights(),
                0);
    }

    @Test
    void quantitiesThatCannotBeTestedAreRefusedInOneLine() {
        double[] constantOverTest = new double[SAMPLES];
        constantOverTest[3] = 1;
        BadInputException error = assertThrows(
                BadInputException.class,
                () -> RegressionTask.of(ACTIVATIONS, Quantity.of("once", constantOverTest), SPLIT));
        assertTrue(error.toString().contains("test rows"));
        assertEquals(1, error.toString().lines().count());
        assertThrows(
                BadInputException.class, () -> RegressionTask.of(ACTIVATIONS, Quantity.of("short", 1, 2, 3), SPLIT));
    }
}
