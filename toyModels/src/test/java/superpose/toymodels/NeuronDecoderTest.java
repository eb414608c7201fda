package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.toymodels.NeuronDecoder.BiasStart;
import superpose.toymodels.NeuronDecoder.Decoding;

@ExtendWith(OneThread.class)
class NeuronDecoderTest {

    private static final int FEATURES = 4;
    private static final double DENSITY = 0.25;
    private static final SparseFeatures WORLD = SparseFeatures.uniform(FEATURES, new Density(DENSITY));
    private static final FeatureDirections APART = new FeatureDirections(Matrix.ofRows(
            new float[] {1, 0, 0, 0}, new float[] {0, 1, 0, 0}, new float[] {0, 0, 1, 0}, new float[] {0, 0, 0, 1}));
    private static final Recipe RECIPE = Recipe.adam(1e-2).withSteps(400).withBatch(64);

    private static Decoding trained(BiasStart start, Recipe recipe) {
        return new NeuronDecoder(APART, 16, start).fit(WORLD, recipe, new Seed(1));
    }

    @Test
    void featuresThatDoNotOverlapAreDecoded() {
        double ignored = FEATURES * DENSITY / 3;
        assertTrue(trained(new BiasStart(0, 0), RECIPE).loss() < 0.05 * ignored);
    }

    @Test
    void silentNeuronsAnswerNothingAndCostEveryFeature() {
        Decoding silent = trained(new BiasStart(-100, 0), RECIPE.withSteps(20));
        assertEquals(FEATURES * DENSITY / 3, silent.loss(), 0.02);
        assertArrayEquals(new float[FEATURES * 16], silent.responses().toArray());
    }

    @Test
    void biasesOfSilentNeuronsFadeByTheSameFactorInEachStepOfTheFirstHalf() {
        Decoding silent = trained(new BiasStart(-100, 5), RECIPE.withSteps(20));
        silent.biases().forEach(bias -> assertEquals(-100 * Math.pow(1 - 5 * 1e-2, 10), bias, 1e-3));
    }

    @Test
    void theSameSeedGivesTheSameResponses() {
        Recipe brief = RECIPE.withSteps(30);
        Decoding first = trained(new BiasStart(-0.1, 1), brief);
        Decoding second = trained(new BiasStart(-0.1, 1), brief);
        assertArrayEquals(first.responses().toArray(), second.responses().toArray());
        assertEquals(first.loss(), second.loss());
    }

    @Test
    void otherPullsThanFadingAreRefused() {
        assertThrows(BadInputException.class, () -> trained(new BiasStart(0, 0), Recipe.notebook()));
    }
}
