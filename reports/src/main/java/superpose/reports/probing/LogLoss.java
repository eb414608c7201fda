package superpose.reports.probing;

import superpose.analysis.detection.Calibration;
import superpose.data.HeldOutScores;

/** What it costs to be told labels after a forecast: minus the logarithm of the probability given to what came. */
final class LogLoss {

    private static final double NATS_PER_BIT = Math.log(2);

    private LogLoss() {}

    /** Returns the cost of one label, in bits, where the probability of the concept is in (0, 1). */
    static double bits(double probability, boolean present) {
        return -Math.log(present ? probability : 1 - probability) / NATS_PER_BIT;
    }

    static double bits(double nats) {
        return nats / NATS_PER_BIT;
    }

    /**
     * The mean over rows, with its error.
     *
     * @param mean nats a row
     * @param standardError of the mean, with whole groups as the independent witnesses; 0 for a single group
     */
    record Mean(double mean, double standardError) {

        static Mean of(HeldOutScores scores) {
            double[] sums = new double[scores.groups().count()];
            int[] rows = new int[sums.length];
            double sum = 0;
            for (int row = 0; row < scores.samples(); row++) {
                double nats =
                        Calibration.lossNats(scores.score(row), scores.truth().in(row));
                sums[scores.groups().of(row)] += nats;
                rows[scores.groups().of(row)]++;
                sum += nats;
            }
            double mean = sum / scores.samples();
            double squares = 0;
            for (int group = 0; group < sums.length; group++) {
                double off = sums[group] - rows[group] * mean;
                squares += off * off;
            }
            double correction = (double) sums.length / Math.max(1, sums.length - 1);
            return new Mean(mean, Math.sqrt(correction * squares) / scores.samples());
        }
    }
}
