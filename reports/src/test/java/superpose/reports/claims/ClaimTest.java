package superpose.reports.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import superpose.analysis.statistics.Interval;
import superpose.data.BadInputException;

class ClaimTest {

    private static final Statement STATEMENT = new Statement("id", "A sentence.", "a source");

    private static Verdict verdict(double low, double high, Band band) {
        return Claim.judge(STATEMENT, new Interval((low + high) / 2, low, high), band)
                .verdict();
    }

    @Test
    void anIntervalInsideTheBandReproduces() {
        assertEquals(Verdict.REPRODUCED, verdict(0.81, 0.95, Band.atLeast(0.8)));
        assertEquals(Verdict.REPRODUCED, verdict(0.8, 0.95, Band.atLeast(0.8)), "the ends of a band belong to it");
        assertEquals(Verdict.REPRODUCED, verdict(-1.1, -0.9, Band.around(-1, 0.2)));
    }

    @Test
    void anIntervalOutsideTheBandRefutes() {
        assertEquals(Verdict.REFUTED, verdict(0.5, 0.79, Band.atLeast(0.8)));
        assertEquals(Verdict.REFUTED, verdict(1.1, 1.2, Band.atMost(1)));
        assertEquals(Verdict.REFUTED, verdict(2, 3, Band.around(0, 1)));
    }

    @Test
    void anIntervalAcrossAnEdgeIsInconclusive() {
        assertEquals(Verdict.INCONCLUSIVE, verdict(0.7, 0.9, Band.atLeast(0.8)));
        assertEquals(Verdict.INCONCLUSIVE, verdict(-3, 3, Band.around(0, 1)), "nor does a band inside an interval");
        assertEquals(
                Verdict.INCONCLUSIVE,
                Claim.judge(STATEMENT, Interval.unbounded(0.9), Band.atLeast(0.8))
                        .verdict(),
                "a single seed bounds nothing");
    }

    @Test
    void aClaimThatWasNotRunHasNoValue() {
        Claim claim = Claim.notRun(STATEMENT, Band.atLeast(0));
        assertEquals(Verdict.NOT_RUN, claim.verdict());
        assertTrue(claim.measured().isEmpty());
    }

    @Test
    void bandsSayWhatTheyExpect() {
        assertEquals("at least 0.8", Band.atLeast(0.8).words());
        assertEquals("at most 1", Band.atMost(1).words());
        assertEquals("-1.2 to -0.8", Band.around(-1, 0.2).words());
        assertThrows(BadInputException.class, () -> new Band(2, 1));
    }
}
