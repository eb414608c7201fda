package superpose.analysis.units;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.Matrix;
import superpose.data.Seed;

class NeuronNeighboursTest {

    private static final int ROWS = 300;
    private static final int NEURONS = 6;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void agreesWithTheTextbookFormula(long seed) {
        Matrix activations = activations(seed);
        NeuronNeighbours neighbours = NeuronNeighbours.of(UnitScores.ofNeurons(activations), activations, ROWS);
        for (int one = 0; one < NEURONS; one++) {
            for (int other = 0; other < NEURONS; other++) {
                double expected = pearson(activations.column(one), activations.column(other));
                assertEquals(expected, neighbours.pearson(one, other), 1e-9);
            }
        }
    }

    @Test
    void neverNamesTheNeuronItselfAndOrdersByStrength() {
        Matrix activations = activations(4);
        NeuronNeighbours neighbours = NeuronNeighbours.of(UnitScores.ofNeurons(activations, 3), activations, ROWS);
        List<Neighbour> near = neighbours.nearest(0, NEURONS);
        assertEquals(NEURONS - 1, near.size());
        assertTrue(near.stream().noneMatch(neighbour -> neighbour.neuron() == 3));
        for (int i = 1; i < near.size(); i++) {
            assertTrue(
                    Math.abs(near.get(i).pearson()) <= Math.abs(near.get(i - 1).pearson()));
        }
    }

    @Test
    void shiftAndPositiveScaleChangeNothing() {
        Matrix activations = activations(5);
        double[] scores = new double[ROWS];
        double[] moved = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            scores[row] = activations.get(row, 0) - 0.5 * activations.get(row, 4);
            moved[row] = 1e6 + 3 * scores[row];
        }
        NeuronNeighbours plain = NeuronNeighbours.of(UnitScores.of(scores), activations, ROWS);
        NeuronNeighbours shifted = NeuronNeighbours.of(UnitScores.of(moved), activations, ROWS);
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            assertEquals(plain.pearson(0, neuron), shifted.pearson(0, neuron), 1e-7);
        }
    }

    @Test
    void constantNeuronsAreNoNeighboursAndBadRowsAreLeftOut() {
        float[] values = activations(6).toArray();
        for (int row = 0; row < ROWS; row++) {
            values[row * NEURONS + 1] = 0.1f;
        }
        Matrix clean = Matrix.of(ROWS - 1, NEURONS, Arrays.copyOf(values, (ROWS - 1) * NEURONS));
        values[(ROWS - 1) * NEURONS + 2] = Float.NaN;
        Matrix dirty = Matrix.of(ROWS, NEURONS, values);
        NeuronNeighbours all = NeuronNeighbours.of(UnitScores.ofNeurons(dirty, 0), dirty, ROWS);
        NeuronNeighbours without = NeuronNeighbours.of(UnitScores.ofNeurons(clean, 0), clean, ROWS);
        assertEquals(without.nearest(0, NEURONS), all.nearest(0, NEURONS));
        assertTrue(all.nearest(0, NEURONS).stream().noneMatch(near -> near.neuron() == 1));
    }

    @Test
    void someRowsTellAlmostTheSame() {
        Matrix activations = activations(7);
        NeuronNeighbours half = NeuronNeighbours.of(UnitScores.ofNeurons(activations), activations, ROWS / 2);
        Matrix everySecond = activations.viewRows(
                IntStream.range(0, ROWS / 2).map(row -> 2 * row).toArray());
        NeuronNeighbours exact = NeuronNeighbours.of(UnitScores.ofNeurons(everySecond), everySecond, ROWS);
        assertEquals(exact.nearest(0, NEURONS), half.nearest(0, NEURONS));
    }

    @Test
    void cosinesOfWeights() {
        Matrix activations = activations(8);
        float[] weights = new float[NEURONS * 2];
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            weights[2 * neuron] = (float) Math.cos(neuron);
            weights[2 * neuron + 1] = (float) Math.sin(neuron);
        }
        NeuronNeighbours neighbours = NeuronNeighbours.of(UnitScores.ofNeurons(activations, 0), activations, ROWS);
        for (Neighbour near : neighbours.nearest(0, NEURONS, new float[] {2, 0}, Matrix.of(NEURONS, 2, weights))) {
            assertEquals(Math.cos(near.neuron()), near.cosine().orElseThrow(), 1e-6);
        }
    }

    private static Matrix activations(long seed) {
        RandomGenerator noise = new Seed(seed).generator();
        float[] values = new float[ROWS * NEURONS];
        for (int row = 0; row < ROWS; row++) {
            double shared = noise.nextGaussian();
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                values[row * NEURONS + neuron] = (float) (neuron * shared - 2 * neuron + noise.nextGaussian());
            }
        }
        return Matrix.of(ROWS, NEURONS, values);
    }

    private static double pearson(float[] one, float[] other) {
        double n = one.length;
        double x = 0;
        double y = 0;
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < one.length; i++) {
            x += one[i];
            y += other[i];
            xx += (double) one[i] * one[i];
            yy += (double) other[i] * other[i];
            xy += (double) one[i] * other[i];
        }
        return (n * xy - x * y) / Math.sqrt((n * xx - x * x) * (n * yy - y * y));
    }
}
