package superpose.reports.claims;

import java.util.Optional;
import superpose.analysis.statistics.Interval;

/**
 * A sentence and what the run says about it.
 *
 * @param statement the sentence and where it comes from
 * @param measured the value with its interval; empty where the claim was not run
 * @param expected the band that the sentence asks for
 * @param verdict what follows
 */
public record Claim(Statement statement, Optional<Interval> measured, Band expected, Verdict verdict) {

    /**
     * Judges a measured value: reproduced when its whole interval lies in the band, refuted when the whole interval lies
     * outside, inconclusive when it straddles an edge.
     */
    public static Claim judge(Statement statement, Interval measured, Band expected) {
        return new Claim(statement, Optional.of(measured), expected, verdict(measured, expected));
    }

    /** A claim that this run could not judge; the statement's sentence stays, without a value. */
    public static Claim notRun(Statement statement, Band expected) {
        return new Claim(statement, Optional.empty(), expected, Verdict.NOT_RUN);
    }

    private static Verdict verdict(Interval measured, Band expected) {
        if (measured.low() >= expected.low() && measured.high() <= expected.high()) {
            return Verdict.REPRODUCED;
        }
        boolean outside = measured.high() < expected.low() || measured.low() > expected.high();
        return outside ? Verdict.REFUTED : Verdict.INCONCLUSIVE;
    }
}
