package superpose.analysis.detection;

import superpose.analysis.statistics.Interval;
import superpose.data.Concept;
import superpose.data.Groups;

/**
 * The standard error of a measure from how much each sample weighs on it, its slope along the sample's weight.
 *
 * <p>Source: Jaeckel (1972), "The infinitesimal jackknife"; summed over whole groups as in Liang and Zeger (1986),
 * "Longitudinal data analysis using generalized linear models". Student's degrees of freedom are those of {@link Witnesses}.
 */
final class Influence {

    /** What each independent witness adds to the deviation of the measure; their squares add up to the variance. */
    private final double[] contributions;

    private final Witnesses witnesses;

    private Influence(double[] contributions, Witnesses witnesses) {
        this.contributions = contributions;
        this.witnesses = witnesses;
    }

    /**
     * Adds up the influence of samples that have a concept or not: within the classes for single samples, whose number of each
     * class is held as it is, and over whole groups where there are some.
     *
     * @param influence [samples], adding up to 0
     */
    static Influence of(double[] influence, Concept truth, Groups groups) {
        Witnesses witnesses = Witnesses.of(truth, groups);
        if (!groups.areSingle()) {
            return new Influence(sums(influence, groups), witnesses);
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
        return new Influence(centred, witnesses);
    }

    /** Adds up the influence of samples, [samples], adding up to 0, over whole groups. */
    static Influence of(double[] influence, Groups groups) {
        return new Influence(sums(influence, groups), Witnesses.of(groups));
    }

    /** Returns the sums over groups, scaled so that the sum of their squares is without bias. */
    private static double[] sums(double[] influence, Groups groups) {
        double[] sums = new double[groups.count()];
        double scale = Math.sqrt(groups.count() / Math.max(1e-300, groups.count() - 1.0));
        for (int sample = 0; sample < influence.length; sample++) {
            sums[groups.of(sample)] += scale * influence[sample];
        }
        return sums;
    }

    /** Returns the standard error, at least 0; infinite where a class is in one group only. */
    double standardError() {
        boolean known = witnesses.positive() > 1 && witnesses.negative() > 1;
        return known ? Math.sqrt(covariance(this)) : Double.POSITIVE_INFINITY;
    }

    /** Returns how this measure and another of the same samples vary together. */
    double covariance(Influence other) {
        double sum = 0;
        for (int witness = 0; witness < contributions.length; witness++) {
            sum += contributions[witness] * other.contributions[witness];
        }
        return sum;
    }

    /** Returns Student's degrees of freedom of the standard error, at least 1. */
    double degreesOfFreedom() {
        return witnesses.degreesOfFreedom(contributions);
    }

    /** Returns Student's degrees of freedom where the witnesses are too many to hide how unevenly they weigh, at least 1. */
    double degreesOfFreedomOfMany() {
        return witnesses.degreesOfFreedomOfMany(contributions);
    }

    /** Returns Student's interval around an estimate inside the range of a scale. */
    Interval interval(double estimate, IntervalScale scale, double level) {
        return scale.interval(estimate, standardError(), degreesOfFreedom(), level);
    }
}
