package superpose.reports.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Partition;
import superpose.data.Seed;
import superpose.probes.linear.ThreePartTask;

class ConceptProbingTest {

    private static final TokenWorld WORLD = TokenWorld.of(60, 12, new Seed(4));
    private static final ConceptProbing PROBING = new ConceptProbing(PenaltyGrid.usual(), 100, 3, 1);

    private static ConceptFindings findings(Matrix activations, Concept concept) {
        return PROBING.of("world", WORLD.task(activations, concept), WORLD.facts(), new Seed(6));
    }

    private static boolean says(ConceptFindings findings, String words) {
        return findings.remarks().stream().anyMatch(remark -> remark.contains(words));
    }

    @Test
    void aConceptOfTheTokenIsReadableFromTheTokenAlone() {
        Concept concept = WORLD.ofTokens(3);
        ConceptFindings findings = findings(WORLD.carrying(concept, 6, 2, 1, 4), concept);
        LookupControl token = findings.controls().lookups().getFirst();
        assertEquals(LookupControl.TOKEN, token.reads());
        assertEquals(1, token.auroc().estimate());
        assertTrue(
                says(findings, "readable from the token alone"),
                findings.remarks().toString());
        assertEquals(0.5, findings.controls().lookups().get(1).auroc().estimate(), 0.15);
        // A random vector for each of a few tokens is as good as the token.
        RandomFeaturesControl random = findings.controls().randomFeatures();
        assertNotNull(random);
        assertTrue(random.mean() > 0.7 && random.width() == 6, random.toString());
    }

    @Test
    void whatIsNotInTheTokenIsNotReadFromIt() {
        Concept concept = WORLD.ofNothing(new Seed(8));
        ConceptFindings findings = findings(WORLD.carrying(concept, 6, 3, 2), concept);
        assertTrue(findings.scores().auroc().low() > 0.9, findings.scores().toString());
        for (LookupControl lookup : findings.controls().lookups()) {
            assertEquals(0.5, lookup.auroc().estimate(), 0.12, lookup.toString());
        }
        assertEquals(0.5, findings.controls().shuffled().mean(), 0.2);
        Selectivity selectivity = findings.controls().selectivity();
        assertNotNull(selectivity);
        assertTrue(selectivity.auroc() > 0.3, selectivity.toString());
        assertTrue(selectivity.accuracy() > 0.2, selectivity.toString());
        assertEquals(2, findings.controls().bestNeuron().neuron());
        assertEquals(1, findings.curves().best().knee());
    }

    @Test
    void aProbeThatKnowsTokensByHeartHasNoSelectivity() {
        Concept concept = WORLD.ofTokens(2);
        ConceptFindings findings = findings(WORLD.oneHot(new Seed(3)), concept);
        Selectivity selectivity = findings.controls().selectivity();
        assertNotNull(selectivity);
        assertTrue(findings.scores().auroc().estimate() > 0.99);
        assertEquals(0, selectivity.auroc(), 0.01, selectivity.toString());
        assertEquals(0, selectivity.accuracy(), 0.02, selectivity.toString());
    }

    @Test
    void theSameSeedGivesTheSameFindingsAndTheyOutliveAFile() throws JsonProcessingException {
        Concept concept = WORLD.ofTokens(3);
        ConceptFindings findings = findings(WORLD.carrying(concept, 5, 1, 0), concept);
        assertEquals(findings, findings(WORLD.carrying(concept, 5, 1, 0), concept));
        // As the ledger's own: a question such as isBounded() is no component.
        ObjectMapper json = JsonMapper.builder()
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .build();
        assertEquals(findings, json.readValue(json.writeValueAsString(findings), ConceptFindings.class));

        ThreePartTask task = WORLD.task(WORLD.carrying(concept, 5, 1, 0), concept);
        ConceptFindings without = PROBING.of("world", task, RowFacts.none(), new Seed(6));
        assertNull(without.controls().selectivity());
        assertNull(without.controls().randomFeatures());
        assertEquals(without, json.readValue(json.writeValueAsString(without), ConceptFindings.class));
    }

    /** What is found on all rows, compared on a sample of them. */
    private record Compared(ConceptFindings all, ConceptFindings sample, ConceptFindings both) {

        static Compared of(Matrix activations, Concept concept, int most) {
            Partition partition = WORLD.partition(concept);
            int[] chosen = partition.sample(List.of(concept), most, new Seed(12));
            ThreePartTask all = WORLD.task(activations, concept);
            ThreePartTask sample = ThreePartTask.of(
                    new Activations("world", activations.viewRows(chosen), "test"),
                    concept.select(chosen),
                    partition.select(chosen));
            RowFacts facts = WORLD.facts();
            RowFacts some = new RowFacts(
                    facts.tokens().map(tokens -> tokens.select(chosen)),
                    facts.positions().map(positions -> positions.select(chosen)));
            return new Compared(
                    PROBING.of("world", all, facts, new Seed(6)),
                    PROBING.of("world", sample, some, new Seed(6)),
                    PROBING.of("world", all, sample, some, new Seed(6)));
        }
    }

    @Test
    void theProbeIsOfAllRowsAndComparisonsAreOfTheSampleAlone() throws JsonProcessingException {
        Concept concept = WORLD.ofTokens(3);
        Matrix activations = WORLD.carrying(concept, 5, 1, 0);
        Compared found = Compared.of(activations, concept, 600);
        ConceptFindings both = found.both();
        assertEquals(found.all().where(), both.where());
        assertEquals(found.all().penalty(), both.penalty());
        assertEquals(found.all().probe(), both.probe());
        assertEquals(found.sample().controls(), both.controls());
        assertEquals(found.sample().codeLength(), both.codeLength());
        assertEquals(found.sample().curves(), both.curves());
        assertEquals(found.sample().scores(), both.compared());
        assertNotEquals(both.scores(), both.compared());
        ConceptFindings.Sampled sampled = both.sampled();
        assertNotNull(sampled);
        assertEquals(found.sample().where().rows(), sampled.rows());
        assertEquals(found.sample().where().groups(), sampled.groups());
        ObjectMapper json = JsonMapper.builder()
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .build();
        assertEquals(both, json.readValue(json.writeValueAsString(both), ConceptFindings.class));
        // Another sample is another comparison of the same probe.
        ConceptFindings other = Compared.of(activations, concept, 400).both();
        assertEquals(both.probe(), other.probe());
        assertEquals(both.penalty(), other.penalty());
        assertNotEquals(both.controls(), other.controls());
    }

    @Test
    void aSampleThatIsTooSmallToCompareOnIsNamed() {
        Concept concept = WORLD.ofTokens(5);
        ConceptFindings findings =
                Compared.of(WORLD.carrying(concept, 5, 1, 0), concept, 200).both();
        assertTrue(
                says(findings, "sampled test rows have the concept"),
                findings.remarks().toString());
    }

    @Test
    void everythingThatMightMisleadIsSaid() {
        Concept concept = WORLD.ofNothing(new Seed(8));
        float[] values = WORLD.carrying(concept, 7, 40, 3).toArray();
        for (int row = 0; row < WORLD.rows(); row++) {
            values[row * 7 + 1] = 5;
            values[row * 7 + 6] = values[row * 7 + 3];
        }
        ConceptFindings findings = findings(Matrix.of(WORLD.rows(), 7, values), concept);
        assertTrue(says(findings, "Constant over the training rows, and so without a say: 1 of 7 neurons (1)"));
        assertTrue(says(findings, "(6 repeats 3)"));
        assertTrue(says(findings, "separates the training rows perfectly"));
        assertTrue(says(findings, "The best penalty is the weakest"));
        assertEquals(1, findings.scores().auroc().estimate());
    }

    @Test
    void moreNeuronsThanRowsAndFewWitnessesAreSaid() {
        TokenWorld small = TokenWorld.of(12, 5, new Seed(1));
        Concept concept = small.ofNothing(new Seed(2));
        ConceptFindings findings = PROBING.of(
                "wide", small.task(small.carrying(concept, 300, 1, 3), concept), RowFacts.none(), new Seed(6));
        assertTrue(
                says(findings, "more neurons (300) than rows"),
                findings.remarks().toString());
        assertTrue(says(findings, "the interval is rough"), findings.remarks().toString());
        assertTrue(says(findings, "The interval rests on"), findings.remarks().toString());
    }
}
