package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import superpose.analysis.RandomDirections;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

final class AbsoluteValueNetTest {

    private static final int POINTS = 20_000;

    /** Feature 0 whole in units 0 and 1; feature 1 by its positive half in unit 2; feature 2 not at all. */
    private static final AbsoluteValueNet KNOWN = net(
            new double[][] {{2, -0.5, 0}, {0, 0, 3}, {0, 0, 0}},
            new double[][] {{0.5, 2, 0}, {0, 0, 1.0 / 3}, {0, 0, 0}},
            0,
            0,
            0);

    /** Unit 0 reads feature 0 strongly and feature 1 weakly and negatively; unit 1 silences feature 1. */
    private static final double[][] READING = {{2, 1, 0}, {-0.5, 0, 0}, {0, 0, 1}};

    private static final double[][] WRITING = {{0.5, 0, 0}, {2, -4, 0}, {0, 0, 1}};

    private static AbsoluteValueNet net(double[][] reading, double[][] writing, float... bias) {
        return new AbsoluteValueNet(
                RandomDirections.directions(reading),
                RandomDirections.directions(writing),
                new AbsoluteValueNet.Bias(bias));
    }

    private static AbsoluteValueNet random(Seed seed) {
        float[] bias = new float[7];
        for (int feature = 0; feature < 7; feature++) {
            bias[feature] = (float) (0.3 * seed.child(feature).generator().nextGaussian());
        }
        return new AbsoluteValueNet(
                RandomDirections.of(7, 5, seed.child("reading")),
                RandomDirections.of(7, 5, seed.child("writing")),
                new AbsoluteValueNet.Bias(bias));
    }

    /** Multiplies what units read and divides what they write by 2, 3, 4, ... */
    private static AbsoluteValueNet rescaled(AbsoluteValueNet net) {
        int hidden = net.reading().hidden();
        float[] reading = net.reading().matrix().toArray();
        float[] writing = net.writing().matrix().toArray();
        for (int place = 0; place < reading.length; place++) {
            reading[place] *= place % hidden + 2;
            writing[place] /= place % hidden + 2;
        }
        return new AbsoluteValueNet(
                new FeatureDirections(Matrix.of(net.reading().features(), hidden, reading)),
                new FeatureDirections(Matrix.of(net.reading().features(), hidden, writing)),
                net.bias());
    }

    @Test
    void wholeHalvedAndMissingFeaturesHaveTheirExactErrors() {
        assertEquals(0, KNOWN.errorAlone(0), 1e-7);
        assertEquals(Math.sqrt(0.5), KNOWN.errorAlone(1), 1e-7);
        assertEquals(1, KNOWN.errorAlone(2), 1e-12);
    }

    @Test
    void theBestConstantLeavesHalf() {
        double[][] nothing = new double[1][1];
        assertEquals(0.5, net(nothing, nothing, 0.5f).errorAlone(0), 1e-12);
    }

    /** The closed form against the net itself on a fine grid, for rising and falling lines that cross zero or do not. */
    @Test
    void theErrorAloneIsTheNetsOwnOnSamplesOfOneFeature() {
        for (int trial = 0; trial < 20; trial++) {
            AbsoluteValueNet net = random(new Seed(trial));
            for (int feature = 0; feature < 7; feature++) {
                float[] samples = new float[POINTS * 7];
                for (int point = 0; point < POINTS; point++) {
                    samples[point * 7 + feature] = -1 + (2 * point + 1f) / POINTS;
                }
                double[] errors = net.errorsIn(Matrix.of(POINTS, 7, samples));
                assertEquals(errors[feature], net.errorAlone(feature), 1e-4 * (1 + errors[feature]));
            }
        }
    }

    @Test
    void errorsIgnoreTheScaleOfHiddenUnits() {
        AbsoluteValueNet net = random(new Seed(5));
        Matrix samples = SparseFeatures.uniform(7, new Density(0.4)).signed().sample(500, new Seed(6));
        double[] before = net.errorsIn(samples);
        double[] after = rescaled(net).errorsIn(samples);
        for (int feature = 0; feature < 7; feature++) {
            assertEquals(net.errorAlone(feature), rescaled(net).errorAlone(feature), 1e-5);
            assertEquals(before[feature], after[feature], 1e-5);
        }
    }

    @Test
    void onlySamplesThatAFeatureIsOnInCount() {
        double[] errors = KNOWN.errorsIn(Matrix.of(3, 3, 1, -1, 0, -0.5f, 0, 0, 0, 0.25f, 0));
        assertEquals(0, errors[0], 1e-6);
        assertEquals(1 / Math.sqrt(1 + 0.0625), errors[1], 1e-6);
        assertTrue(Double.isNaN(errors[2]));
    }

    @Test
    void partsThatDoNotFitAreRefused() {
        assertThrows(BadInputException.class, () -> net(new double[2][3], new double[2][3], 0));
        assertThrows(BadInputException.class, () -> net(new double[2][3], new double[2][4], 0, 0));
    }

    @Test
    void aPlantedMotifIsFoundWithItsInhibitor() {
        List<AsymmetricMotif> found = AsymmetricMotif.in(net(READING, WRITING, 0, 0, 0));
        assertEquals(List.of(new AsymmetricMotif(0, 0, 1, new AsymmetricMotif.Effects(4, 4, 1, -4))), found);
    }

    @Test
    void theMotifIgnoresTheScaleOfHiddenUnitsAndTheSignOfTheInput() {
        AbsoluteValueNet planted = net(READING, WRITING, 0, 0, 0);
        AsymmetricMotif motif = AsymmetricMotif.in(planted).getFirst();
        AsymmetricMotif scaled = AsymmetricMotif.in(rescaled(planted)).getFirst();
        assertEquals(motif.effects().ratio(), scaled.effects().ratio(), 1e-6);
        assertEquals(motif.effects().disturbance(), scaled.effects().disturbance(), 1e-6);
        assertEquals(motif.effects().inhibition(), scaled.effects().inhibition(), 1e-6);
        double[][] turned = {{-2, -1, 0}, {0.5, 0, 0}, {0, 0, 1}};
        assertEquals(List.of(motif), AsymmetricMotif.in(net(turned, WRITING, 0, 0, 0)));
    }

    @Test
    void thereIsNoMotifWithoutEachOfItsParts() {
        double[][] sameSign = {{2, 1, 0}, {0.5, 0, 0}, {0, 0, 1}};
        double[][] equal = {{1, 1, 0}, {-1, 0, 0}, {0, 0, 1}};
        double[][] equalBack = {{1, 0, 0}, {1, -4, 0}, {0, 0, 1}};
        double[][] noInhibitor = {{0.5, 0, 0}, {2, -1, 0}, {0, 0, 1}};
        double[][] otherSide = {{2, -1, 0}, {-0.5, 0, 0}, {0, 0, 1}};
        double[][] notWhole = {{0.5, 0, 0}, {0.5, -4, 0}, {0, 0, 1}};
        assertEquals(List.of(), AsymmetricMotif.in(net(sameSign, WRITING, 0, 0, 0)));
        assertEquals(List.of(), AsymmetricMotif.in(net(equal, equalBack, 0, 0, 0)));
        assertEquals(List.of(), AsymmetricMotif.in(net(READING, noInhibitor, 0, 0, 0)));
        assertEquals(List.of(), AsymmetricMotif.in(net(otherSide, WRITING, 0, 0, 0)));
        assertEquals(List.of(), AsymmetricMotif.in(net(READING, notWhole, 0, 0, 0)));
    }
}
