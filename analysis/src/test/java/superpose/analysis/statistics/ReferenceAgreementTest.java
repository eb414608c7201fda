package superpose.analysis.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import superpose.analysis.PythonReference;
import superpose.analysis.RandomDirections;
import superpose.analysis.recovery.Assignment;
import superpose.data.Seed;

/** Agreement with SciPy and scikit-learn; skipped, and said so, where they are missing. */
final class ReferenceAgreementTest {

    private static double[] gaussian(int count, Seed seed) {
        RandomGenerator generator = seed.generator();
        double[] values = new double[count];
        Arrays.setAll(values, i -> generator.nextGaussian());
        return values;
    }

    @Test
    void ranksQuantilesAndTheirCorrelationAgreeWithScipy() {
        double[] x = Arrays.stream(gaussian(80, new Seed(3)))
                .map(v -> Math.rint(3 * v))
                .toArray();
        double[] y = Arrays.stream(gaussian(80, new Seed(4)))
                .map(v -> Math.rint(3 * v))
                .toArray();
        double[] expected = PythonReference.run(
                "import scipy.stats; out = list(scipy.stats.rankdata(a[0])) + [scipy.stats.spearmanr(a[0], a[1])[0], np.quantile(a[0], 0.37)]",
                x,
                y);
        assertArrayEquals(Arrays.copyOf(expected, 80), MidRanks.of(x).toArray());
        assertEquals(expected[80], RankCorrelation.of(x, y).value(), 1e-12);
        assertEquals(expected[81], Quantiles.of(x).at(0.37), 1e-12);
    }

    @Test
    void assignmentAgreesWithScipyOnAWideMatrix() {
        double[][] weights = RandomDirections.rows(90, 130, new Seed(5));
        double[] expected = PythonReference.run(
                "import scipy.optimize; w = np.array(a); r, c = scipy.optimize.linear_sum_assignment(-w); out = [w[r, c].sum(), *c]",
                weights);
        Assignment assignment = Assignment.of(weights);
        assertEquals(expected[0], assignment.total(), 1e-9);
        for (int row = 0; row < 90; row++) {
            assertEquals((int) expected[1 + row], assignment.columnOf(row));
        }
    }

    @Test
    void normalAndStudentQuantilesAgreeWithScipy() {
        double[] shares = {1e-10, 1e-4, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999};
        double[] expected = PythonReference.run(
                "import scipy.stats; out = [*scipy.stats.norm.ppf(a[0]), *scipy.stats.norm.cdf(scipy.stats.norm.ppf(a[0]) * 0.7),"
                        + " *scipy.stats.t.ppf(a[0][2:], 3)]",
                shares);
        for (int i = 0; i < shares.length; i++) {
            assertEquals(expected[i], Probability.normalQuantile(shares[i]), 1e-9);
            assertEquals(expected[8 + i], Probability.normal(0.7 * expected[i]), 1e-12);
        }
        for (int i = 2; i < shares.length; i++) {
            assertEquals(expected[16 + i - 2], Probability.studentQuantile(shares[i], 3), 1e-7);
        }
    }

    @Test
    void powerLawAndMeanIntervalAgreeWithScipy() {
        double[] sizes = {8, 16, 32, 64, 128, 256, 512};
        double[] noise = gaussian(7, new Seed(6));
        double[] values = new double[7];
        Arrays.setAll(values, i -> Math.pow(sizes[i], -0.8) * Math.exp(0.2 * noise[i]));
        double[] expected = PythonReference.run("""
                import scipy.stats
                r = scipy.stats.linregress(np.log(a[0]), np.log(a[1]))
                m = scipy.stats.t.interval(0.9, 6, a[1].mean(), scipy.stats.sem(a[1]))
                out = [r.slope, r.stderr, r.rvalue ** 2, np.exp(r.intercept), *m]
                """, sizes, values);
        PowerLaw law = PowerLaw.of(sizes, values);
        assertEquals(expected[0], law.exponent(), 1e-12);
        assertEquals(expected[1], law.exponentError(), 1e-12);
        assertEquals(expected[2], law.fit().rSquared(), 1e-12);
        assertEquals(expected[3], law.factor(), 1e-12);
        assertEquals(expected[4], Interval.ofMean(values, 0.9).low(), 1e-9);
        assertEquals(expected[5], Interval.ofMean(values, 0.9).high(), 1e-9);
    }

    /** SciPy draws other resamples, so the ends agree to the accuracy of 10,000 draws. */
    @Test
    void bootstrapIntervalsAgreeWithScipyUpToTheDraws() {
        double[] sample =
                Arrays.stream(gaussian(40, new Seed(7))).map(Math::exp).toArray();
        double[] expected = PythonReference.run("""
                import scipy.stats
                out = []
                for method in ['percentile', 'BCa']:
                    r = scipy.stats.bootstrap((a[0],), np.mean, n_resamples=9999, method=method, random_state=1)
                    out += [r.confidence_interval.low, r.confidence_interval.high]
                out.append(a[0].std() / np.sqrt(len(a[0])))
                """, sample);
        Bootstrap bootstrap = new Bootstrap(10_000, 0.95, new Seed(8));
        Interval percentile = bootstrap.percentile(sample, s -> Arrays.stream(s).sum() / s.length);
        Interval bca = bootstrap.bca(sample, s -> Arrays.stream(s).sum() / s.length);
        double tolerance = 0.1 * expected[4];
        assertEquals(expected[0], percentile.low(), tolerance);
        assertEquals(expected[1], percentile.high(), tolerance);
        assertEquals(expected[2], bca.low(), tolerance);
        assertEquals(expected[3], bca.high(), tolerance);
        assertTrue(bca.high() > percentile.high() + tolerance, "the two methods must differ on a skewed sample");
    }

    /** Nobody finds a lower error: neither SciPy's global optimiser nor a fine grid of breaks. */
    @Test
    void curveFitsAreAsGoodAsAGlobalOptimisers() {
        double[] x = new double[16];
        Arrays.setAll(x, i -> 0.35 * i);
        double[] noise = gaussian(16, new Seed(9));
        double[] y = new double[16];
        Arrays.setAll(y, i -> -1 - 3 / (1 + Math.exp(-(x[i] - 2.6) / 0.4)) + 0.15 * noise[i]);
        double[] expected = PythonReference.run("""
                import scipy.optimize
                x, y = a
                def sse(f):
                    return lambda p: np.sum((y - f(x, *p)) ** 2)
                logistic = lambda x, s, e, m, w: s + (e - s) / (1 + np.exp(-(x - m) / np.exp(w)))
                floored = lambda x, l, b, f: np.logaddexp(l + b * (x - 2.625), f)
                out = []
                for f, box in [(logistic, [(-8, 4), (-8, 4), (0, 5.25), (-3.35, 1.66)]),
                               (floored, [(-30, 30), (-12, 12), (-40, 4)])]:
                    best = scipy.optimize.differential_evolution(sse(f), box, seed=1, tol=1e-12, maxiter=3000)
                    out.append(best.fun)
                columns = lambda t: np.stack([np.ones_like(x), np.minimum(0, x - t), np.maximum(0, x - t)], axis=1)
                broken = lambda t: np.sum((y - columns(t) @ np.linalg.lstsq(columns(t), y, rcond=None)[0]) ** 2)
                out.append(min(broken(t) for t in np.linspace(x[1], x[-2], 4001)))
                """, x, y);
        assertEquals(expected[0], CurveFit.of(CurveForm.LOGISTIC, x, y).squaredError(), 1e-6 * expected[0]);
        assertEquals(expected[1], CurveFit.of(CurveForm.POWER_WITH_FLOOR, x, y).squaredError(), 1e-4 * expected[1]);
        assertEquals(expected[2], CurveFit.of(CurveForm.SEGMENTED, x, y).squaredError(), 1e-5 * expected[2]);
    }
}
