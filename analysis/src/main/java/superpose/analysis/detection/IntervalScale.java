package superpose.analysis.detection;

import superpose.analysis.statistics.Interval;
import superpose.analysis.statistics.Probability;

/** The scale on which an estimate is spread evenly enough for a symmetric interval, and which keeps it in its range. */
enum IntervalScale {
    /** The log-odds of a share in (0, 1). */
    LOGIT {
        @Override
        double forth(double value) {
            return Math.log(value / (1 - value));
        }

        @Override
        double slope(double value) {
            return 1 / (value * (1 - value));
        }

        @Override
        double back(double value) {
            return 1 / (1 + Math.exp(-value));
        }
    },

    /** Fisher's scale of a correlation in (-1, 1). */
    FISHER {
        @Override
        double forth(double value) {
            return 0.5 * Math.log((1 + value) / (1 - value));
        }

        @Override
        double slope(double value) {
            return 1 / ((1 - value) * (1 + value));
        }

        @Override
        double back(double value) {
            return Math.tanh(value);
        }
    },

    /** The logarithm of a size above 0. */
    LOG {
        @Override
        double forth(double value) {
            return Math.log(value);
        }

        @Override
        double slope(double value) {
            return 1 / value;
        }

        @Override
        double back(double value) {
            return Math.exp(value);
        }
    };

    abstract double forth(double value);

    abstract double slope(double value);

    abstract double back(double value);

    /**
     * Returns Student's interval on this scale.
     *
     * @param estimate inside the range, not at its ends
     * @param standardError on the plain scale, finite
     * @param degreesOfFreedom above 0
     */
    Interval interval(double estimate, double standardError, double degreesOfFreedom, double level) {
        double reach = Probability.studentQuantile((1 + level) / 2, degreesOfFreedom) * standardError * slope(estimate);
        // Rounding there and back could leave the estimate just outside.
        return new Interval(
                estimate,
                Math.min(estimate, back(forth(estimate) - reach)),
                Math.max(estimate, back(forth(estimate) + reach)));
    }
}
