package superpose.analysis.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import superpose.analysis.detection.BestNeuronEstimate.Choice;
import superpose.analysis.detection.BestNeuronEstimate.Halvings;
import superpose.analysis.statistics.Interval;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Matrix;
import superpose.data.Seed;

class BestNeuronEstimateTest {

    private static final SelectionBias.World NOISE = new SelectionBias.World(300, 0.2, 0, 0);

    @Test
    void theBestOfNoiseIsChanceOnceItIsScoredElsewhere() {
        SelectionBias bias =
                SelectionBias.simulate(NOISE, List.of(64), 60, new Seed(1)).getFirst();
        assertTrue(bias.naive().mean() > 0.05, bias.toString());
        assertEquals(0, bias.corrected().mean(), 4 * bias.corrected().standardError());
    }

    /** With one neuron there is nothing to choose but the direction, and the halves together are all rows. */
    @Test
    void aSingleStrongNeuronKeepsItsScoreAndItsInterval() {
        SelectionBias.World strong = new SelectionBias.World(400, 0.3, 1, 2);
        SelectionBias bias =
                SelectionBias.simulate(strong, List.of(1), 40, new Seed(2)).getFirst();
        assertEquals(0, bias.naive().mean(), 4 * bias.naive().standardError());
        assertEquals(bias.naive().mean(), bias.corrected().mean(), 0.002);
        float[] values = new float[400];
        boolean[] present = new boolean[400];
        RandomGenerator generator = new Seed(3).generator();
        for (int row = 0; row < 400; row++) {
            present[row] = row % 3 == 0;
            values[row] = (float) (generator.nextGaussian() - (present[row] ? 1 : 0));
        }
        Concept concept = Concept.of("lower", present);
        BestNeuronEstimate estimate = BestNeuronEstimate.of(
                Matrix.of(400, 1, values), concept, Groups.each(400), Halvings.usual(new Seed(4)));
        double[] negated =
                IntStream.range(0, 400).mapToDouble(row -> -values[row]).toArray();
        Interval plain = Auroc.deLong(HeldOutScores.of(negated, concept), 0.95);
        assertEquals(new Choice(0, -1), estimate.best());
        assertEquals(1, estimate.agreement());
        assertEquals(plain.estimate(), estimate.naive(), 1e-12);
        assertEquals(plain.estimate(), estimate.corrected().estimate(), 0.01);
        assertEquals(plain.low(), estimate.corrected().low(), 0.015);
        assertEquals(plain.high(), estimate.corrected().high(), 0.015);
    }

    @Test
    void aPerfectNeuronIsFoundWithAnHonestBound() {
        int rows = 80;
        float[] values = new float[rows * 3];
        boolean[] present = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            present[row] = row % 4 == 0;
            values[3 * row] = row % 7;
            values[3 * row + 1] = 5;
            values[3 * row + 2] = present[row] ? -1 : 0;
        }
        Concept concept = Concept.of("every fourth", present);
        BestNeuronEstimate estimate = BestNeuronEstimate.of(
                Matrix.of(rows, 3, values), concept, Groups.each(rows), Halvings.usual(new Seed(5)));
        assertEquals(new Choice(2, -1), estimate.best());
        assertEquals(1, estimate.naive());
        assertEquals(1, estimate.corrected().estimate());
        assertEquals(Math.pow(0.025, 1.0 / 20), estimate.corrected().low(), 1e-12);
    }

    @Test
    void sameSeedGivesTheSameBits() {
        float[] values = new float[200 * 20];
        RandomGenerator generator = new Seed(6).generator();
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) generator.nextGaussian();
        }
        boolean[] present = new boolean[200];
        for (int row = 0; row < 200; row++) {
            present[row] = row % 5 < 2;
        }
        Concept concept = Concept.of("two of five", present);
        Groups groups = Groups.of(
                IntStream.range(0, 40).mapToObj(Integer::toString).toList(),
                IntStream.range(0, 200).map(row -> row / 5).toArray());
        Halvings halvings = new Halvings(5, 0.9, new Seed(7));
        Matrix x = Matrix.of(200, 20, values);
        assertEquals(
                BestNeuronEstimate.of(x, concept, groups, halvings),
                BestNeuronEstimate.of(x, concept, groups, halvings));
    }

    @Test
    void aConceptInOneGroupCannotBeHalved() {
        Concept concept = Concept.of("lonely", true, true, false, false, false, false);
        Groups groups = Groups.of(List.of("a", "b", "c"), new int[] {0, 0, 1, 1, 2, 2});
        var refused = assertThrows(
                BadInputException.class,
                () -> BestNeuronEstimate.of(
                        Matrix.of(6, 1, 1, 2, 3, 4, 5, 6), concept, groups, Halvings.usual(new Seed(8))));
        assertTrue(refused.toString().contains("lonely"), refused.toString());
    }

    @Test
    @Tag("slow")
    void theCorrectedScoreIsUnbiasedForNoiseAndForAFewWeakNeurons() {
        List<Integer> neurons = List.of(1, 8, 64, 256);
        for (SelectionBias.World world : List.of(
                NOISE,
                new SelectionBias.World(300, 0.2, 3, 0.4),
                new SelectionBias.World(600, 0.1, 5, 0.6),
                new SelectionBias.World(600, 0.1, 1, 1.5))) {
            for (SelectionBias bias : SelectionBias.simulate(world, neurons, 400, new Seed(9))) {
                System.out.println(world + " " + bias);
                assertEquals(0, bias.corrected().mean(), 4 * bias.corrected().standardError());
                // Of 400 repeats; BestNeuronCoverageTest looks more closely.
                assertTrue(bias.covered() > 0.925, bias.toString());
                if (bias.neurons() >= 64 && world.separation() < 1) {
                    assertTrue(bias.naive().mean() > 0.03, bias.toString());
                }
            }
        }
    }
}
