package superpose.reports.reproduce;

import java.util.List;
import java.util.Optional;
import superpose.analysis.statistics.Interval;
import superpose.reports.claims.Band;
import superpose.reports.claims.Claim;
import superpose.reports.claims.Statement;
import superpose.reports.claims.Verdict;
import superpose.reports.experiments.Findings;

/**
 * What a suite keeps of an experiment that is done: enough for the overview, the rest stands in the experiment's own folder.
 *
 * @param answer one sentence
 * @param claims every claim
 * @param seconds how long it took
 */
record FinishedExperiment(String answer, List<KeptClaim> claims, double seconds) {

    static FinishedExperiment of(Findings findings, double seconds) {
        return new FinishedExperiment(
                findings.page().headline().answer(),
                findings.claims().stream().map(KeptClaim::of).toList(),
                seconds);
    }

    List<Claim> asClaims() {
        return claims.stream().map(KeptClaim::claim).toList();
    }

    /**
     * A claim in a form that is written down.
     *
     * @param statement the sentence and where it comes from
     * @param measured the value with its interval, or an empty list where the claim was not run
     * @param expected the band that the sentence asks for
     * @param verdict what follows
     */
    record KeptClaim(Statement statement, List<Interval> measured, Band expected, Verdict verdict) {

        static KeptClaim of(Claim claim) {
            return new KeptClaim(
                    claim.statement(), claim.measured().stream().toList(), claim.expected(), claim.verdict());
        }

        Claim claim() {
            return new Claim(
                    statement, Optional.of(measured).filter(m -> !m.isEmpty()).map(List::getFirst), expected, verdict);
        }
    }
}
