package superpose.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import superpose.data.BadInputException;
import superpose.data.Seed;

final class ModelChoiceTest {

    private static final double[] X = lnSizes();

    private static double[] lnSizes() {
        double[] x = new double[14];
        Arrays.setAll(x, k -> 0.5 * k * Math.log(2));
        return x;
    }

    static Stream<Curve> curves() {
        return Stream.of(
                new Curve.Power(0.3, -0.9),
                new Curve.PowerWithFloor(1, -1.4, 0.02),
                new Curve.FlatThenPower(-0.2, -1.7, 2.1),
                new Curve.Segmented(-1, -0.4, -2.5, 2.2),
                new Curve.Logistic(-0.5, -4, 2.3, 0.3));
    }

    private static double[] valuesOf(Curve curve, double noise, Seed seed) {
        RandomGenerator generator = seed.generator();
        return Arrays.stream(X)
                .map(x -> curve.at(x) + noise * generator.nextGaussian())
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("curves")
    void theFormThatMadeExactPointsIsChosenAndRecovered(Curve curve) {
        ModelChoice choice = ModelChoice.of(X, valuesOf(curve, 0, new Seed(1)));
        assertEquals(curve.form(), choice.best().curve().form());
        for (double x = 0; x < 5; x += 0.1) {
            assertEquals(curve.at(x), choice.best().curve().at(x), 1e-5);
        }
    }

    @ParameterizedTest
    @MethodSource("curves")
    void theFormThatMadeNoisyPointsIsUsuallyChosen(Curve curve) {
        int chosen = 0;
        for (int repeat = 0; repeat < 10; repeat++) {
            ModelChoice choice = ModelChoice.of(X, valuesOf(curve, 0.02, new Seed(2).child(repeat)));
            chosen += choice.best().curve().form() == curve.form() ? 1 : 0;
        }
        assertTrue(chosen >= 7, chosen + " of 10");
    }

    @Test
    void breaksAndFloorsAreFoundWhereTheyAre() {
        Curve.Segmented segmented = (Curve.Segmented) CurveFit.of(
                        CurveForm.SEGMENTED, X, valuesOf(new Curve.Segmented(-1, -0.4, -2.5, 2.2), 0.02, new Seed(3)))
                .curve();
        assertEquals(2.2, segmented.breakAt(), 0.1);
        assertEquals(-0.4, segmented.before(), 0.1);
        assertEquals(-2.5, segmented.after(), 0.1);
        Curve.PowerWithFloor floored = (Curve.PowerWithFloor) CurveFit.of(
                        CurveForm.POWER_WITH_FLOOR,
                        X,
                        valuesOf(new Curve.PowerWithFloor(1, -1.4, 0.02), 0.02, new Seed(4)))
                .curve();
        assertEquals(0.02, floored.floor(), 0.002);
        assertEquals(-1.4, floored.exponent(), 0.05);
    }

    @Test
    void aFormNeverFitsWorseThanOneItContains() {
        for (int repeat = 0; repeat < 10; repeat++) {
            RandomGenerator generator = new Seed(5).child(repeat).generator();
            double[] y = Arrays.stream(X).map(x -> generator.nextGaussian() - x).toArray();
            ModelChoice choice = ModelChoice.of(X, y);
            double power = choice.of(CurveForm.POWER).squaredError();
            double slack = 1 + 1e-6;
            assertTrue(choice.of(CurveForm.SEGMENTED).squaredError() <= power * slack);
            assertTrue(choice.of(CurveForm.POWER_WITH_FLOOR).squaredError() <= power * slack);
            assertTrue(choice.of(CurveForm.SEGMENTED).squaredError()
                    <= choice.of(CurveForm.FLAT_THEN_POWER).squaredError() * slack);
        }
    }

    @Test
    void criteriaAreTheirFormulas() {
        double[] y = valuesOf(new Curve.Power(0, -1), 0.3, new Seed(6));
        CurveFit fit = CurveFit.of(CurveForm.SEGMENTED, X, y);
        double n = X.length;
        double gap = n * Math.log(fit.squaredError() / n);
        assertEquals(gap + 2 * 4 + 2 * 4 * 5 / (n - 5), fit.aicc(), 1e-9);
        assertEquals(gap + 4 * Math.log(n), fit.bic(), 1e-9);
    }

    @Test
    void theRankingIsByBicAndTheAdvantageItsDifference() {
        ModelChoice choice = ModelChoice.of(X, valuesOf(new Curve.FlatThenPower(0, -2, 2), 0.05, new Seed(7)));
        assertEquals(5, choice.ranked().size());
        for (int rank = 1; rank < 5; rank++) {
            assertTrue(choice.ranked().get(rank - 1).bic()
                    <= choice.ranked().get(rank).bic());
        }
        assertTrue(choice.advantage(CurveForm.FLAT_THEN_POWER, CurveForm.POWER) > ModelChoice.DECISIVE);
        assertEquals(
                -choice.advantage(CurveForm.POWER, CurveForm.LOGISTIC),
                choice.advantage(CurveForm.LOGISTIC, CurveForm.POWER),
                1e-12);
    }

    /**
     * ln(1 - AUROC) of one concept alone and of one competing with nine others for neurons: alone a power law is enough,
     * competing a flat start and a break are decisively better.
     */
    @Test
    void competitionForNeuronsBreaksTheLaw() {
        double[] sizes = Arrays.stream(new double[] {1, 4, 8, 10, 12, 16, 32, 64})
                .map(Math::log)
                .toArray();
        double[] alone = lnMiss(0.9671, 0.9909, 0.9977, 0.9985, 0.9988, 0.9989, 0.9995, 0.9997);
        double[] competing = lnMiss(0.517, 0.509, 0.517, 0.744, 0.964, 0.969, 0.973, 0.992);
        assertTrue(ModelChoice.of(sizes, alone).advantage(CurveForm.FLAT_THEN_POWER, CurveForm.POWER) < 0);
        assertTrue(ModelChoice.of(sizes, competing).advantage(CurveForm.FLAT_THEN_POWER, CurveForm.POWER) > 0);
        PowerLaw law = PowerLaw.of(
                new double[] {1, 4, 8, 10, 12, 16, 32, 64},
                Arrays.stream(alone).map(Math::exp).toArray());
        assertEquals(-1.25, law.exponent(), 0.1);
    }

    private static double[] lnMiss(double... auroc) {
        return Arrays.stream(auroc).map(a -> Math.log(1 - a)).toArray();
    }

    @Test
    void tooFewPointsOrSizesAreRefused() {
        assertThrows(BadInputException.class, () -> ModelChoice.of(new double[5], new double[5]));
        assertThrows(BadInputException.class, () -> ModelChoice.of(new double[] {1, 1, 1, 2, 2, 3}, new double[6]));
    }
}
