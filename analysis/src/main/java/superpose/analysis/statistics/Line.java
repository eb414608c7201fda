package superpose.analysis.statistics;

import java.util.Arrays;
import superpose.data.Require;

/**
 * The least-squares line {@code y = intercept + slope x}.
 *
 * @param intercept value at x = 0
 * @param slope rise for each unit of x
 * @param slopeError standard error of the slope for independent errors of equal size; infinite for two points
 * @param rSquared share of the variance of y that the line takes away, in [0, 1]; 1 where y is constant
 */
record Line(double intercept, double slope, double slopeError, double rSquared) {

    static Line of(double[] x, double[] y) {
        Require.same(x.length, y.length, "values of y for the values of x");
        Require.that(x.length >= 2, "at least 2 points for a line", x.length, "measure more sizes");
        double meanX = Arrays.stream(x).average().orElseThrow();
        double meanY = Arrays.stream(y).average().orElseThrow();
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (int point = 0; point < x.length; point++) {
            xx += (x[point] - meanX) * (x[point] - meanX);
            xy += (x[point] - meanX) * (y[point] - meanY);
            yy += (y[point] - meanY) * (y[point] - meanY);
        }
        Require.that(xx > 0, "points at two different sizes", "one size", "measure more sizes");
        double slope = xy / xx;
        double residual = 0;
        for (int point = 0; point < x.length; point++) {
            double gap = y[point] - meanY - slope * (x[point] - meanX);
            residual += gap * gap;
        }
        double error = x.length == 2 ? Double.POSITIVE_INFINITY : Math.sqrt(residual / (x.length - 2) / xx);
        return new Line(meanY - slope * meanX, slope, error, yy == 0 ? 1 : 1 - residual / yy);
    }
}
