package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import superpose.data.Activations;
import superpose.data.BadInputException;
import superpose.data.HeldOutScores;
import superpose.data.Matrix;
import superpose.data.Seed;

class LinearProbesTest {

    private static final GaussianWorld WORLD = GaussianWorld.of(1300, 37, 0.6, new Seed(51));
    private static final List<LinearProbe> PROBES = List.of(
            new LogisticTrainer().fit(WORLD.activations(), WORLD.concept()),
            new MeanDifferenceTrainer().fit(WORLD.activations(), WORLD.concept()),
            LinearProbe.ofNeuron(3, -1, 37));

    @Test
    void scoresEqualPlainLoops() {
        List<double[]> scores = LinearProbes.score(WORLD.activations(), PROBES);
        for (int probe = 0; probe < PROBES.size(); probe++) {
            double[] weights = PROBES.get(probe).weights();
            for (int sample = 0; sample < 1300; sample++) {
                double score = PROBES.get(probe).intercept();
                for (int neuron = 0; neuron < 37; neuron++) {
                    score += weights[neuron] * WORLD.activations().get(sample, neuron);
                }
                assertEquals(score, scores.get(probe)[sample], 1e-9);
            }
        }
    }

    /** Ties are what a rank is made of: the same activations have the same score wherever they stand. */
    @Test
    void equalSamplesHaveEqualScores() {
        int[] same = IntStream.range(0, 1301).map(i -> i == 700 ? 1 : 0).toArray();
        for (double[] scores : LinearProbes.score(WORLD.activations().viewRows(same), PROBES)) {
            for (int sample = 0; sample < same.length; sample++) {
                assertEquals(scores[same[sample] == 0 ? 0 : 700], scores[sample], 0);
            }
        }
    }

    @Test
    void aTaskScoresAllAsItScoresEach() {
        ProbeTask task = ProbeTask.of(
                new Activations("world", WORLD.activations(), "drawn"),
                WORLD.concept(),
                ProbeSplit.of(
                        IntStream.range(0, 900).toArray(),
                        IntStream.range(900, 1300).toArray(),
                        1300));
        List<HeldOutScores> all = task.scoreAll(PROBES);
        for (int probe = 0; probe < PROBES.size(); probe++) {
            double[] alone = task.score(PROBES.get(probe)).scores();
            for (int sample = 0; sample < alone.length; sample++) {
                assertEquals(alone[sample], all.get(probe).scores()[sample], 1e-9);
            }
        }
    }

    @Test
    void otherNeuronsThanTheProbesAreRefused() {
        Matrix narrow = GaussianWorld.noise(5, 36, new Seed(52));
        assertThrows(BadInputException.class, () -> LinearProbes.score(narrow, PROBES));
        assertEquals(List.of(), LinearProbes.score(narrow, List.of()));
    }
}
