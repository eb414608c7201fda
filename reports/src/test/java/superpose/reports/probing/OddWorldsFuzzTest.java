package superpose.reports.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import superpose.data.Activations;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Labels;
import superpose.data.Matrix;
import superpose.data.Partition;
import superpose.data.Seed;
import superpose.probes.linear.ThreePartTask;

/** Whatever the rows are like, there are findings with sound numbers, or one line that says why there are none. */
class OddWorldsFuzzTest {

    private static final List<ProbeKind> KINDS = List.of(ProbeKind.values());

    static LongStream seeds() {
        return LongStream.range(0, 80);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void thereAreFindingsOrOneLine(long number) {
        RandomGenerator random = new Seed(number).child("odd").generator();
        int rows = random.nextInt(12, 300);
        int neurons = random.nextInt(1, 40);
        int perGroup = random.nextInt(1, 6);
        Groups groups = Groups.byNumber(
                IntStream.range(0, rows).map(row -> row / perGroup).toArray());
        int[] tokens = IntStream.range(0, rows).map(row -> random.nextInt(1, 9)).toArray();
        double rate = random.nextDouble();
        boolean[] present = new boolean[rows];
        for (int row = 0; row < rows; row++) {
            present[row] = random.nextInt(3) == 0 ? tokens[row] % 3 == 0 : random.nextDouble() < rate;
        }
        Matrix values = values(rows, neurons, present, random);
        RowFacts facts = random.nextBoolean() ? RowFacts.of(tokens, tokens) : RowFacts.none();
        ProbeKind kind = KINDS.get((int) (number % KINDS.size()));
        ConceptFindings findings;
        try {
            Concept concept = Concept.of("odd", present);
            Partition partition = Partition.of(groups, Labels.binary("odd", present), new Seed(number));
            ThreePartTask task = ThreePartTask.of(new Activations("odd", values, "test"), concept, partition);
            findings = new ConceptProbing(PenaltyGrid.usual(kind), 100, 1, 1).of("odd", task, facts, new Seed(number));
        } catch (BadInputException refused) {
            assertEquals(1, refused.toString().lines().count(), refused.toString());
            return;
        }
        DescriptionLength code = findings.codeLength();
        assertEquals(kind.givesProbabilities(), code != null);
        if (code != null) {
            assertTrue(code.bits() > 0 && Double.isFinite(code.bits()), code.toString());
            assertEquals(
                    code.rows(),
                    findings.where().rows().trainingPositives()
                            + findings.where().rows().trainingNegatives());
        }
        findings.others().forEach(other -> assertShare(other.auroc().estimate()));
        assertTrue(
                findings.curves().best().knee() >= 1 && findings.curves().best().knee() <= neurons);
        assertShare(findings.scores().auroc().estimate());
        assertShare(findings.controls().shuffled().mean());
        findings.curves().counts().points().forEach(point -> assertShare(point.auroc()));
        findings.curves().ablation().points().forEach(point -> {
            assertShare(point.ablated());
            assertShare(point.rest());
        });
        findings.controls()
                .lookups()
                .forEach(lookup -> assertShare(lookup.auroc().estimate()));
        findings.penalty()
                .tried()
                .forEach(
                        one -> assertEquals(kind.givesProbabilities(), Double.isFinite(one.logLoss()), one.toString()));
    }

    private static void assertShare(double value) {
        assertTrue(value >= 0 && value <= 1, "not an AUROC: " + value);
    }

    /** Neurons of very unlike scales: silent, constant, copied, all but constant, and some that tell the concept outright. */
    private static Matrix values(int rows, int neurons, boolean[] present, RandomGenerator random) {
        float[] values = new float[rows * neurons];
        for (int neuron = 0; neuron < neurons; neuron++) {
            int kind = random.nextInt(8);
            double scale = Math.pow(10, random.nextInt(-6, 7));
            for (int row = 0; row < rows; row++) {
                double noise = scale * random.nextGaussian();
                double value = switch (kind) {
                    case 0 -> 3;
                    case 1 -> random.nextInt(20) == 0 ? scale : 0;
                    case 2 -> Math.max(0, noise - 2 * scale);
                    case 3 -> neuron == 0 ? noise : values[row * neurons + neuron - 1];
                    case 4 -> 1e6 + noise;
                    case 5 -> present[row] ? scale : 0;
                    case 6 -> noise + (present[row] ? scale : 0);
                    default -> noise;
                };
                values[row * neurons + neuron] = (float) value;
            }
        }
        return Matrix.of(rows, neurons, values);
    }
}
