package superpose.reports.reproduce;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import superpose.analysis.statistics.Interval;
import superpose.reports.claims.Band;
import superpose.reports.claims.Claim;
import superpose.reports.claims.Statement;

/** Collects an experiment's claims; what trainings show is judged only where they are long enough. */
public final class Verdicts {

    private static final double LEVEL = 0.95;
    private static final int FEWEST_SEEDS = 2;

    private final Weight weight;
    private final List<Claim> claims = new ArrayList<>();

    /** What trainings say about a claim. */
    private enum Weight {
        /** Too short to say anything. */
        NOTHING,
        /** Long enough to be measured, but of another size than the claim is about. */
        HINT,
        /** What the claim is about. */
        EVIDENCE
    }

    private Verdicts(Weight weight) {
        this.weight = weight;
    }

    /** Starts a list for an assignment whose trainings are what the claims are about, but for the smallest preset. */
    public Verdicts(Assignment assignment) {
        this(assignment.isJudged() ? Weight.EVIDENCE : Weight.NOTHING);
    }

    /**
     * Starts a list for an experiment whose trainings are smaller than those that the claims are about in all presets but the
     * largest: there they are measured, and decide nothing.
     */
    public static Verdicts decidedAtPaperSize(Assignment assignment) {
        return switch (assignment.preset()) {
            case SMOKE -> new Verdicts(Weight.NOTHING);
            case QUICK -> new Verdicts(Weight.HINT);
            case PAPER -> new Verdicts(Weight.EVIDENCE);
        };
    }

    /** Judges a number that has no error: a closed form, an exact optimum, or a law that holds for every model. */
    public Verdicts exact(Statement statement, Band expected, double value) {
        claims.add(Claim.judge(statement, new Interval(value, value, value), expected));
        return this;
    }

    /**
     * Judges what every training must show: reproduced when the value of each lies in the band, refuted when none does.
     *
     * @param values one for each seed, density or model; of none, or where one is not a number, the claim is not run
     */
    public Verdicts every(Statement statement, Band expected, double... values) {
        if (!isUsable(values, 1)) {
            return notRun(statement, expected);
        }
        DoubleSummaryStatistics all = Arrays.stream(values).summaryStatistics();
        return judged(statement, expected, new Interval(all.getAverage(), all.getMin(), all.getMax()));
    }

    /**
     * Judges a mean over seeds by its 95 % Student interval.
     *
     * @param values one for each seed, at least two, or the claim is not run
     */
    public Verdicts mean(Statement statement, Band expected, double... values) {
        return isUsable(values, FEWEST_SEEDS)
                ? judged(statement, expected, Interval.ofMean(values, LEVEL))
                : notRun(statement, expected);
    }

    /**
     * Judges a share of trainings by its 95 % Wilson interval.
     *
     * @param successes how many trainings ended as the statement counts
     * @param trials how many there were; of none, the claim is not run
     */
    public Verdicts share(Statement statement, Band expected, long successes, long trials) {
        return weight != Weight.NOTHING && trials > 0
                ? judged(
                        statement,
                        expected,
                        Interval.ofShare(Math.toIntExact(successes), Math.toIntExact(trials), LEVEL))
                : notRun(statement, expected);
    }

    /** Judges an estimate of trainings that comes with an interval of its own, such as a fitted exponent. */
    public Verdicts estimate(Statement statement, Band expected, Interval measured) {
        return weight == Weight.NOTHING ? notRun(statement, expected) : judged(statement, expected, measured);
    }

    /** Adds a claim that this run cannot judge. */
    public Verdicts notRun(Statement statement, Band expected) {
        claims.add(Claim.notRun(statement, expected));
        return this;
    }

    /** Returns the claims in the order in which they were added. */
    public List<Claim> all() {
        return List.copyOf(claims);
    }

    private Verdicts judged(Statement statement, Band expected, Interval measured) {
        Interval weighed = weight == Weight.HINT ? Interval.unbounded(measured.estimate()) : measured;
        claims.add(Claim.judge(statement, weighed, expected));
        return this;
    }

    private boolean isUsable(double[] values, int fewest) {
        return weight != Weight.NOTHING
                && values.length >= fewest
                && Arrays.stream(values).noneMatch(Double::isNaN);
    }
}
