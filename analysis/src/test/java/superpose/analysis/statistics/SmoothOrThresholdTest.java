package superpose.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import smile.math.special.Beta;
import superpose.analysis.statistics.SmoothOrThreshold.Verdict;
import superpose.data.BadInputException;
import superpose.data.Seed;

final class SmoothOrThresholdTest {

    private static final ScoreScale AUROC = new ScoreScale.Separation(2_000, 2_000);
    private static final double[] WIDTHS = {1, 4, 8, 10, 12, 16, 32, 64};
    private static final double[] COMPETING = {0.517, 0.509, 0.517, 0.744, 0.964, 0.969, 0.973, 0.992};
    private static final double[] ALONE = {0.9671, 0.9909, 0.9977, 0.9985, 0.9988, 0.9989, 0.9995, 0.9997};

    private static double[][] seeds(int seeds, double[] mean, double[] deviation) {
        double[][] scores = new double[seeds][mean.length];
        for (int seed = 0; seed < seeds; seed++) {
            RandomGenerator generator = new Seed(77).child(seed).generator();
            for (int size = 0; size < mean.length; size++) {
                scores[seed][size] = Math.clamp(mean[size] + deviation[size] * generator.nextGaussian(), 0, 1);
            }
        }
        return scores;
    }

    private static double[] everywhere(double deviation, int sizes) {
        double[] deviations = new double[sizes];
        Arrays.fill(deviations, deviation);
        return deviations;
    }

    /**
     * The expected AUROC of the best of m random unit neurons: classes N(0, I) and N(D u, I) in d dimensions, and a largest
     * projection t with distribution F(t)^m, where F(t) = I_{t^2}(1/2, (d - 1)/2).
     */
    private static double bestOfRandomNeurons(int neurons, int dimensions, double distance) {
        double expectation = 0;
        double previous = 0;
        int cells = 20_000;
        for (int cell = 1; cell <= cells; cell++) {
            double t = (double) cell / cells;
            double f = Beta.regularizedIncompleteBetaFunction(0.5, (dimensions - 1) / 2.0, t * t);
            double reached = Math.pow(f, neurons);
            double middle = t - 0.5 / cells;
            expectation += Probability.normal(distance * middle / Math.sqrt(2)) * (reached - previous);
            previous = reached;
        }
        return expectation;
    }

    @Test
    void theBestOfManyUntrainedNeuronsGetsBetterSmoothly() {
        double[] sizes = {1, 4, 16, 64, 256, 1024};
        double[] mean = Arrays.stream(sizes)
                .map(m -> bestOfRandomNeurons((int) m, 64, 3))
                .toArray();
        assertArrayEquals(new double[] {0.583, 0.649, 0.706, 0.750, 0.783, 0.810}, mean, 0.002);
        SmoothOrThreshold test = SmoothOrThreshold.of(sizes, seeds(8, mean, everywhere(0.01, 6)), AUROC, new Seed(1));
        assertEquals(Verdict.SMOOTH, test.verdict());
        assertTrue(test.steepest().estimate() > 0 && test.steepest().estimate() < 1);
        assertEquals(0, test.sizesAtChance());
    }

    @Test
    void competitionForNeuronsIsAThresholdBetweenEightAndTen() {
        double[] deviation = everywhere(0.008, 8);
        deviation[3] = 0.126;
        SmoothOrThreshold test = SmoothOrThreshold.of(WIDTHS, seeds(12, COMPETING, deviation), AUROC, new Seed(2));
        assertEquals(Verdict.THRESHOLD, test.verdict());
        assertArrayEquals(new double[] {8, 10}, test.steepestBetween());
    }

    @Test
    void theSteepestStepOfTheCompetingMeansIsTheKnownTwelve() {
        double[][] means = {COMPETING, COMPETING};
        SmoothOrThreshold test = SmoothOrThreshold.of(WIDTHS, means, AUROC, new Seed(3));
        assertEquals(12.1, test.steepest().estimate(), 0.2);
        assertEquals(test.steepest().estimate(), test.steepest().low(), 1e-9);
    }

    @Test
    void aConceptAloneIsSmooth() {
        SmoothOrThreshold test =
                SmoothOrThreshold.of(WIDTHS, seeds(12, ALONE, everywhere(1e-4, 8)), AUROC, new Seed(4));
        assertEquals(Verdict.SMOOTH, test.verdict());
    }

    @Test
    void chanceAloneGetsNoVerdict() {
        SmoothOrThreshold test =
                SmoothOrThreshold.of(WIDTHS, seeds(20, everywhere(0.5, 8), everywhere(0.009, 8)), AUROC, new Seed(5));
        assertEquals(Verdict.NOT_GIVEN, test.verdict());
        assertEquals(8, test.sizesAtChance());
        assertEquals(0, test.steepest().estimate());
    }

    @Test
    void tooFewSeedsOrSizesGetNoVerdictButANumber() {
        SmoothOrThreshold oneSeed = SmoothOrThreshold.of(WIDTHS, new double[][] {COMPETING}, AUROC, new Seed(6));
        assertEquals(Verdict.NOT_GIVEN, oneSeed.verdict());
        assertFalse(oneSeed.steepest().isBounded());
        assertTrue(oneSeed.reason().contains("2 seeds"), oneSeed.reason());
        SmoothOrThreshold twoSizes = SmoothOrThreshold.of(
                new double[] {8, 10}, new double[][] {{0.52, 0.9}, {0.52, 0.9}}, AUROC, new Seed(7));
        assertEquals(Verdict.NOT_GIVEN, twoSizes.verdict());
        assertTrue(twoSizes.reason().contains("3 sizes"), twoSizes.reason());
    }

    /** Every seed jumps, each at a size of its own: the mean rises smoothly, which is not smooth growth. */
    @Test
    void seedsThatJumpAtDifferentSizesAreNotCalledSmooth() {
        int sizes = 30;
        double[] size = new double[sizes];
        Arrays.setAll(size, k -> Math.pow(1.2, k));
        double[][] scores = new double[112][sizes];
        for (int seed = 0; seed < scores.length; seed++) {
            int jump = 1 + seed / 4;
            Arrays.setAll(scores[seed], k -> k < jump ? 0.6 : 0.95);
        }
        SmoothOrThreshold test = SmoothOrThreshold.of(size, scores, AUROC, new Seed(8));
        assertEquals(Verdict.UNDECIDED, test.verdict());
        assertTrue(test.steepest().high() <= 2, test.steepest().toString());
        assertTrue(test.steepestOfEachSeed()[0] > 5);
    }

    /** Noise of the seeds makes some step steep; it must not pass for a threshold. */
    @Test
    void noiseAroundASmoothCurveIsHardlyEverCalledAThreshold() {
        double[] sizes = {1, 2, 4, 8, 10, 12, 16, 32};
        double[] mean = Arrays.stream(sizes)
                .map(m -> Probability.normal(0.15 * Math.sqrt(m) / Math.sqrt(2)))
                .toArray();
        int thresholds = 0;
        for (int repeat = 0; repeat < 100; repeat++) {
            double[][] scores = new double[6][sizes.length];
            for (int seed = 0; seed < scores.length; seed++) {
                RandomGenerator generator =
                        new Seed(99).child(repeat).child(seed).generator();
                Arrays.setAll(scores[seed], size -> mean[size] + 0.04 * generator.nextGaussian());
            }
            SmoothOrThreshold test = SmoothOrThreshold.of(sizes, scores, AUROC, new Seed(repeat));
            thresholds += test.verdict() == Verdict.THRESHOLD ? 1 : 0;
        }
        assertTrue(thresholds <= 3, thresholds + " of 100");
    }

    @Test
    void anIntervalAcrossABoundIsUndecided() {
        double[] sizes = {1, 2, 4};
        double[][] losses = {{1, 0.9, 0.1}, {1, 0.9, 0.3}, {1, 0.9, 0.04}, {1, 0.9, 0.5}};
        SmoothOrThreshold test = SmoothOrThreshold.of(sizes, losses, new ScoreScale.InverseLoss(), new Seed(9));
        assertEquals(Verdict.UNDECIDED, test.verdict());
    }

    /** p(N)^L is L times as steep as p(N): the same outputs are smooth by token and a threshold by exact match. */
    @Test
    void exactMatchOfLTokensIsLTimesAsSteepAsOne() {
        double[] sizes = new double[17];
        Arrays.setAll(sizes, k -> Math.pow(10, 6 + 0.25 * k));
        double[] token = Arrays.stream(sizes)
                .map(n -> Math.exp(-Math.pow(n / 1e7, -0.3)))
                .toArray();
        double[] match = Arrays.stream(token).map(p -> Math.pow(p, 20)).toArray();
        ScoreScale share = new ScoreScale.AboveChance(0, 1e-30);
        SmoothOrThreshold byToken = SmoothOrThreshold.of(sizes, new double[][] {token, token}, share, new Seed(10));
        SmoothOrThreshold byMatch = SmoothOrThreshold.of(sizes, new double[][] {match, match}, share, new Seed(10));
        assertEquals(0.55, byToken.steepest().estimate(), 0.01);
        assertEquals(20 * byToken.steepest().estimate(), byMatch.steepest().estimate(), 1e-9);
        assertEquals(Verdict.SMOOTH, byToken.verdict());
        assertEquals(Verdict.THRESHOLD, byMatch.verdict());
    }

    @Test
    void aPowerLawLossIsAsSteepAsItsExponent() {
        double[] loss = Arrays.stream(WIDTHS).map(m -> 4 * Math.pow(m, -1.3)).toArray();
        SmoothOrThreshold test =
                SmoothOrThreshold.of(WIDTHS, new double[][] {loss, loss}, new ScoreScale.InverseLoss(), new Seed(11));
        assertEquals(1.3, test.steepest().estimate(), 1e-9);
        assertEquals(Verdict.SMOOTH, test.verdict());
    }

    @Test
    void aPerfectScoreIsClampedToWhatTheSamplesCanShow() {
        double[][] perfect = {{0.9, 0.95, 1}, {0.9, 0.95, 1}};
        SmoothOrThreshold test = SmoothOrThreshold.of(new double[] {1, 4, 16}, perfect, AUROC, new Seed(12));
        assertTrue(Double.isFinite(test.steepest().estimate()));
        assertEquals(Verdict.SMOOTH, test.verdict());
    }

    @Test
    void scoresOutsideTheirScaleAreRefused() {
        double[][] scores = {{0.5, 1.2, 0.7}, {0.5, 0.6, 0.7}};
        double[] sizes = {1, 2, 3};
        assertThrows(BadInputException.class, () -> SmoothOrThreshold.of(sizes, scores, AUROC, new Seed(13)));
        assertThrows(
                BadInputException.class,
                () -> SmoothOrThreshold.of(new double[] {2, 1, 3}, scores, AUROC, new Seed(13)));
    }
}
