package superpose.reports.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.ThreePartTask;
import superpose.probes.linear.TrainingActivations;

/** The protocol with every kind of probe. */
class ProbeKindTest {

    private static final TokenWorld WORLD = TokenWorld.of(60, 12, new Seed(4));
    private static final Concept CONCEPT = WORLD.ofNothing(new Seed(8));
    private static final Matrix ACTIVATIONS = WORLD.carrying(CONCEPT, 6, 3, 2);

    private static ConceptFindings findings(ProbeKind kind, ThreePartTask task) {
        return new ConceptProbing(PenaltyGrid.usual(kind), 100, 2, 1).of("world", task, WORLD.facts(), new Seed(6));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindReadsWhatIsThereAndOnlyThat(ProbeKind kind) throws JsonProcessingException {
        ConceptFindings findings = findings(kind, WORLD.task(ACTIVATIONS, CONCEPT));
        assertTrue(findings.scores().auroc().low() > 0.9, findings.scores().toString());
        assertEquals(0.5, findings.controls().shuffled().mean(), 0.25);
        assertEquals(2, findings.controls().bestNeuron().neuron());
        // The neuron that holds the concept is both used and needed.
        AblationCurve.Point without = findings.curves().ablation().points().getFirst();
        assertTrue(without.ablated() < 0.65 && without.rest() < 0.65, without.toString());
        assertEquals(
                kind.hasPenalty(),
                PenaltyGrid.usual(kind).values().contains(findings.penalty().c()));
        if (!kind.givesProbabilities()) {
            assertNull(findings.codeLength());
            assertNull(findings.probe().calibration());
        }
        ObjectMapper json = JsonMapper.builder()
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .build();
        assertEquals(findings, json.readValue(json.writeValueAsString(findings), ConceptFindings.class));
    }

    @ParameterizedTest
    @EnumSource
    void theBestOfTheTriedIsChosenAndScalesDoNotMatter(ProbeKind kind) {
        PenaltyChoice choice = PenaltyChoice.of(WORLD.task(ACTIVATIONS, CONCEPT).choice(), PenaltyGrid.usual(kind));
        for (PenaltyChoice.Tried other : choice.tried()) {
            assertTrue(
                    kind.givesProbabilities()
                            ? choice.chosen().logLoss() <= other.logLoss()
                            : choice.chosen().auroc() >= other.auroc(),
                    choice.toString());
        }
        float[] values = ACTIVATIONS.toArray();
        for (int i = 0; i < values.length; i++) {
            // Powers of two, so that nothing is rounded.
            values[i] *= 1 << (i % ACTIVATIONS.columns());
        }
        Matrix scaled = Matrix.of(ACTIVATIONS.rows(), ACTIVATIONS.columns(), values);
        PenaltyChoice other = PenaltyChoice.of(WORLD.task(scaled, CONCEPT).choice(), PenaltyGrid.usual(kind));
        assertEquals(choice.c(), other.c());
        assertEquals(choice.chosen().auroc(), other.chosen().auroc(), 1e-6);
    }

    /** What stands beside a probe as another kind is what a run of that kind finds. */
    @Test
    void theComparisonIsWhatARunOfTheOtherKindFinds() {
        Matrix hard = WORLD.carrying(CONCEPT, 6, 0.7, 2);
        ConceptFindings logistic = findings(ProbeKind.LOGISTIC, WORLD.task(hard, CONCEPT));
        assertEquals(
                List.of(ProbeKind.LDA, ProbeKind.MEAN_DIFFERENCE),
                logistic.others().stream().map(OtherProbe::kind).toList());
        for (OtherProbe other : logistic.others()) {
            ConceptFindings own = findings(other.kind(), WORLD.task(hard, CONCEPT));
            assertEquals(own.scores().auroc(), other.auroc());
            OtherProbe back = own.others().getFirst();
            assertEquals(ProbeKind.LOGISTIC, back.kind());
            assertEquals(logistic.penalty().c(), back.c());
            assertEquals(logistic.scores().auroc(), back.auroc());
            assertEquals(-other.behind().estimate(), back.behind().estimate(), 1e-12);
            assertEquals(-other.behind().low(), back.behind().high(), 1e-9);
        }
    }

    /** Of two classes, least squares and the discriminant find one direction (Fisher 1936). */
    @Test
    void ridgeOfAVanishingPenaltyOrdersRowsAsTheWhitenedDifferenceDoes() {
        GaussianWorld world = GaussianWorld.of(400, 5, 0.5, new Seed(2));
        TrainingActivations training = TrainingActivations.of(world.activations());
        LinearProbe ridge = ProbeKind.RIDGE.trainer(1e9).fit(training, world.concept());
        LinearProbe whitened = ProbeKind.WHITENED.trainer(Double.NaN).fit(training, world.concept());
        double[] one = ridge.standardizedWeights();
        double[] other = whitened.standardizedWeights();
        for (int neuron = 1; neuron < one.length; neuron++) {
            assertEquals(one[neuron] / one[0], other[neuron] / other[0], 1e-5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKindIsFoundByItsWordAlone(ProbeKind kind) {
        assertEquals(kind, ProbeKind.named(kind.word()));
        String mistyped = kind.word().substring(1);
        BadInputException refused = assertThrows(BadInputException.class, () -> ProbeKind.named(mistyped));
        assertTrue(String.valueOf(refused.getMessage()).contains("did you mean"), refused.toString());
        assertTrue(String.valueOf(refused.getMessage()).contains(kind.word()), refused.toString());
        assertThrows(
                BadInputException.class,
                () -> new PenaltyGrid(kind, kind.hasPenalty() ? List.of() : List.of(1.0), false));
    }
}
