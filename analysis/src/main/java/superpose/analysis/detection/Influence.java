package superpose.analysis.detection;

import superpose.analysis.statistics.Interval;
import superpose.data.Concept;
import superpose.data.Groups;

/**
 * The standard error of a measure from how much each sample weighs on it, its slope along the sample's weight.
 *
 * <p>Source: Jaeckel (1972), "The infinitesimal jackknife"; summed over whole groups as in Liang and Zeger (1986),
 * "Longitudinal data analysis using generalized linear models". Student's degrees of freedom are those of {@link Witnesses}.
 *
 * @param standardError at least 0; infinite where there is one group
 * @param degreesOfFreedom at least 1
 */
record Influence(double standardError, double degreesOfFreedom) {

    /**
     * Adds up the influence of samples that have a concept or not: within the classes for single samples, whose number of each
     * class is held as it is, and over whole groups where there are some.
     *
     * @param influence [samples], adding up to 0
     */
    static Influence of(double[] influence, Concept truth, Groups groups) {
        Witnesses witnesses = Witnesses.of(truth, groups);
        if (!groups.areSingle()) {
            return of(sums(influence, groups), witnesses, groups.count() / (groups.count() - 1.0));
        }
        double[] centred = influence.clone();
        double mean = 0;
        for (int sample = 0; sample < centred.length; sample++) {
            mean += truth.in(sample) ? centred[sample] : 0;
        }
        for (int sample = 0; sample < centred.length; sample++) {
            // The two classes' sums are opposite.
            int count = truth.in(sample) ? truth.positives() : truth.negatives();
            double off = centred[sample] - (truth.in(sample) ? mean : -mean) / count;
            centred[sample] = off * Math.sqrt(count / Math.max(1e-300, count - 1.0));
        }
        return of(centred, witnesses, 1);
    }

    /** Adds up the influence of samples, [samples], adding up to 0, over whole groups. */
    static Influence of(double[] influence, Groups groups) {
        return of(sums(influence, groups), Witnesses.of(groups), groups.count() / (groups.count() - 1.0));
    }

    private static Influence of(double[] contributions, Witnesses witnesses, double factor) {
        double squares = 0;
        for (double one : contributions) {
            squares += one * one;
        }
        boolean known = witnesses.positive() > 1 && witnesses.negative() > 1;
        return new Influence(
                known ? Math.sqrt(factor * squares) : Double.POSITIVE_INFINITY,
                witnesses.degreesOfFreedom(contributions));
    }

    private static double[] sums(double[] influence, Groups groups) {
        double[] sums = new double[groups.count()];
        for (int sample = 0; sample < influence.length; sample++) {
            sums[groups.of(sample)] += influence[sample];
        }
        return sums;
    }

    /** Returns Student's interval around an estimate inside the range of a scale. */
    Interval interval(double estimate, IntervalScale scale, double level) {
        return scale.interval(estimate, standardError, degreesOfFreedom, level);
    }
}
