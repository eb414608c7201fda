package superpose.analysis.detection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.HeldOutScores;
import superpose.data.Seed;

class ClassConfusionTest {

    private static final int[] ALL_CLASSES = {0, 1, 2, 3};

    /** Scores of classes in turn; each group's samples lean the same way by some amount. */
    private static List<HeldOutScores> world(int samples, int perGroup, double gap, double lean, Seed seed) {
        RandomGenerator random = seed.generator();
        Groups groups = Groups.byNumber(
                IntStream.range(0, samples).map(sample -> sample / perGroup).toArray());
        double[][] leans = new double[groups.count()][ALL_CLASSES.length];
        for (double[] one : leans) {
            for (int c : ALL_CLASSES) {
                one[c] = lean * random.nextGaussian();
            }
        }
        double[][] scores = new double[ALL_CLASSES.length][samples];
        int[] truth = new int[samples];
        for (int sample = 0; sample < samples; sample++) {
            truth[sample] = sample < ALL_CLASSES.length ? sample : random.nextInt(ALL_CLASSES.length);
            for (int c : ALL_CLASSES) {
                scores[c][sample] =
                        random.nextGaussian() + leans[groups.of(sample)][c] + (truth[sample] == c ? gap : 0);
            }
        }
        List<HeldOutScores> all = new ArrayList<>();
        for (int c : ALL_CLASSES) {
            boolean[] present = new boolean[samples];
            for (int sample = 0; sample < samples; sample++) {
                present[sample] = truth[sample] == c;
            }
            all.add(HeldOutScores.of(scores[c], Concept.of("class " + c, present), groups));
        }
        return all;
    }

    @Test
    void everySampleIsCountedOnceAndTheDiagonalIsTheAccuracy() {
        List<HeldOutScores> scores = world(500, 5, 1.5, 0.3, new Seed(1));
        ClassConfusion confusion = ClassConfusion.of(scores, 0.95);
        int diagonal = 0;
        double recalls = 0;
        for (int c : ALL_CLASSES) {
            assertEquals(scores.get(c).truth().positives(), confusion.samples(c));
            diagonal += confusion.counts().get(c).get(c);
            recalls += (double) confusion.counts().get(c).get(c) / confusion.samples(c) / ALL_CLASSES.length;
        }
        assertEquals(diagonal / 500.0, confusion.accuracy().estimate(), 1e-15);
        assertEquals(recalls, confusion.balancedAccuracy().estimate(), 1e-15);
    }

    @Test
    void theOrderOfTheClassesOnlyMovesRowsAndColumns() {
        List<HeldOutScores> scores = world(300, 3, 1, 0, new Seed(2));
        ClassConfusion one = ClassConfusion.of(scores, 0.9);
        ClassConfusion other = ClassConfusion.of(scores.reversed(), 0.9);
        assertEquals(one.accuracy(), other.accuracy());
        assertEquals(one.balancedAccuracy().low(), other.balancedAccuracy().low(), 1e-12);
        assertEquals(one.counts().reversed().stream().map(List::reversed).toList(), other.counts());
    }

    /** Two classes with opposite scores are a single concept with its threshold at 0. */
    @Test
    void ofTwoClassesItIsTheConfusionOfOneConcept() {
        HeldOutScores one = world(400, 1, 1, 0, new Seed(3)).getFirst();
        double[] opposite = one.scores();
        boolean[] absent = new boolean[one.samples()];
        for (int sample = 0; sample < opposite.length; sample++) {
            opposite[sample] = -opposite[sample];
            absent[sample] = !one.truth().in(sample);
        }
        HeldOutScores other = HeldOutScores.of(opposite, Concept.of("not", absent));
        ClassConfusion both = ClassConfusion.of(List.of(one, other), 0.95);
        Confusion confusion = Confusion.of(one);
        DetectionScores scores = DetectionScores.of(one, 0.95);
        assertEquals(confusion.truePositives(), both.counts().get(0).get(0).doubleValue());
        assertEquals(confusion.falsePositives(), both.counts().get(1).get(0).doubleValue());
        assertEquals(confusion.accuracy(), both.accuracy().estimate(), 1e-15);
        assertEquals(confusion.balancedAccuracy(), both.balancedAccuracy().estimate(), 1e-15);
        // Delta methods with and without half a sample in each cell.
        assertEquals(scores.accuracy().low(), both.accuracy().low(), 0.01);
        assertEquals(scores.balancedAccuracy().high(), both.balancedAccuracy().high(), 0.01);
    }

    @Test
    void intervalsHoldTheTruthAsOftenAsTheySay() {
        double accuracy = 0;
        double balanced = 0;
        int large = 200;
        for (int run = 0; run < large; run++) {
            ClassConfusion confusion = ClassConfusion.of(world(4_000, 4, 1, 0.7, new Seed(run).child("truth")), 0.95);
            accuracy += confusion.accuracy().estimate() / large;
            balanced += confusion.balancedAccuracy().estimate() / large;
        }
        int held = 0;
        int heldBalanced = 0;
        int runs = 1_000;
        for (int run = 0; run < runs; run++) {
            ClassConfusion confusion = ClassConfusion.of(world(240, 4, 1, 0.7, new Seed(run)), 0.95);
            held += confusion.accuracy().low() <= accuracy
                            && accuracy <= confusion.accuracy().high()
                    ? 1
                    : 0;
            heldBalanced += confusion.balancedAccuracy().low() <= balanced
                            && balanced <= confusion.balancedAccuracy().high()
                    ? 1
                    : 0;
        }
        assertEquals(0.95, (double) held / runs, 0.025);
        assertEquals(0.95, (double) heldBalanced / runs, 0.025);
    }

    @Test
    void perfectAndUselessScoresHaveIntervalsOfSomeWidth() {
        ClassConfusion perfect = ClassConfusion.of(world(120, 3, 100, 0, new Seed(5)), 0.95);
        assertEquals(1, perfect.accuracy().estimate());
        assertTrue(perfect.accuracy().low() < 1 && perfect.accuracy().low() > 0.7, perfect.toString());
        ClassConfusion wrong = ClassConfusion.of(world(120, 3, -100, 0, new Seed(5)), 0.95);
        assertEquals(0, wrong.accuracy().estimate());
        assertTrue(wrong.accuracy().high() > 0, wrong.toString());
        assertTrue(wrong.commonestShare() >= 0.25);
    }

    @Test
    void samplesWithoutOneClassAreRefused() {
        List<HeldOutScores> scores = world(50, 1, 1, 0, new Seed(6));
        assertThrows(BadInputException.class, () -> ClassConfusion.of(scores.subList(0, 3), 0.95));
        assertThrows(
                BadInputException.class,
                () -> ClassConfusion.of(List.of(scores.get(0), scores.get(0), scores.get(1)), 0.95));
    }
}
