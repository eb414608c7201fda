package superpose.reports.reproduce;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.claims.Verdict;
import superpose.reports.experiments.Preset;
import superpose.toymodels.Engine;

class VerdictsTest {

    private static final Statement WORDS = new Statement("id", "A sentence.", "nobody");

    private static Verdicts at(Preset preset) {
        return new Verdicts(new Assignment(preset, Engine.SIMD, Optional.empty()));
    }

    private static Verdict only(Verdicts verdicts) {
        assertEquals(1, verdicts.all().size());
        return verdicts.all().getFirst().verdict();
    }

    @Test
    void everyMeansEvery() {
        assertEquals(Verdict.REPRODUCED, only(at(Preset.QUICK).every(WORDS, Band.atLeast(1), 1, 2, 3)));
        assertEquals(Verdict.INCONCLUSIVE, only(at(Preset.QUICK).every(WORDS, Band.atLeast(1), 0.9, 2, 3)));
        assertEquals(Verdict.REFUTED, only(at(Preset.QUICK).every(WORDS, Band.atLeast(1), 0.1, 0.2)));
        assertEquals(Verdict.NOT_RUN, only(at(Preset.QUICK).every(WORDS, Band.atLeast(1))));
        assertEquals(Verdict.NOT_RUN, only(at(Preset.QUICK).every(WORDS, Band.atLeast(1), 2, Double.NaN)));
    }

    @Test
    void aMeanNeedsTwoSeeds() {
        assertEquals(Verdict.NOT_RUN, only(at(Preset.QUICK).mean(WORDS, Band.atLeast(0), 5)));
        assertEquals(Verdict.REPRODUCED, only(at(Preset.QUICK).mean(WORDS, Band.atLeast(0), 5, 5.1)));
        assertEquals(Verdict.INCONCLUSIVE, only(at(Preset.QUICK).mean(WORDS, Band.atLeast(0), -1, 3)));
    }

    @Test
    void aShareHasTheIntervalOfItsTrials() {
        assertEquals(Verdict.REPRODUCED, only(at(Preset.QUICK).share(WORDS, Band.atLeast(0.9), 40, 40)));
        assertEquals(Verdict.INCONCLUSIVE, only(at(Preset.QUICK).share(WORDS, Band.atLeast(0.95), 20, 20)));
        assertEquals(Verdict.REFUTED, only(at(Preset.QUICK).share(WORDS, Band.atLeast(0.95), 20, 40)));
        assertEquals(Verdict.NOT_RUN, only(at(Preset.QUICK).share(WORDS, Band.atLeast(0.95), 0, 0)));
    }

    @Test
    void aSmokeRunJudgesNoTraining() {
        assertEquals(Verdict.NOT_RUN, only(at(Preset.SMOKE).every(WORDS, Band.atLeast(1), 2)));
        assertEquals(Verdict.NOT_RUN, only(at(Preset.SMOKE).mean(WORDS, Band.atLeast(1), 2, 2)));
        assertEquals(Verdict.NOT_RUN, only(at(Preset.SMOKE).share(WORDS, Band.atLeast(0), 1, 1)));
        assertEquals(Verdict.REPRODUCED, only(at(Preset.SMOKE).exact(WORDS, Band.atLeast(1), 1)));
    }

    @Test
    void trainingsOfAnotherSizeThanTheClaimAreMeasuredAndDecideNothing() {
        for (Preset preset : Preset.values()) {
            Verdicts verdicts = Verdicts.decidedAtPaperSize(new Assignment(preset, Engine.SIMD, Optional.empty()));
            Verdict expected = switch (preset) {
                case SMOKE -> Verdict.NOT_RUN;
                case QUICK -> Verdict.INCONCLUSIVE;
                case PAPER -> Verdict.REFUTED;
            };
            assertEquals(expected, only(verdicts.every(WORDS, Band.atLeast(1), 0.5, 0.6)));
            assertEquals(
                    Verdict.REPRODUCED,
                    verdicts.exact(WORDS, Band.atLeast(1), 1).all().getLast().verdict());
        }
    }
}
