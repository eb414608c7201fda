package superpose.reports.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import superpose.data.Concept;
import superpose.data.HeldOutScores;
import superpose.data.Matrix;
import superpose.data.Partition;
import superpose.data.Seed;
import superpose.probes.linear.ChoiceTask;
import superpose.probes.linear.LogisticTrainer;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ThreePartTask;

/** What the types promise: test rows say nothing before a score, and whatever chooses cannot ask for that. */
class SealedTestRowsTest {

    private static final float MARK = 777;

    private static final TokenWorld WORLD = TokenWorld.of(40, 10, new Seed(1));
    private static final Concept CONCEPT = WORLD.ofNothing(new Seed(2));
    private static final Partition PARTITION = WORLD.partition(CONCEPT);

    /** Noise, and in one neuron of the marked rows a number that is nowhere else. */
    private static ThreePartTask marked(int[] rows) {
        float[] values = GaussianWorld.noise(WORLD.rows(), 3, new Seed(3)).toArray();
        for (int row : rows) {
            values[row * 3 + 1] = MARK;
        }
        return WORLD.task(Matrix.of(WORLD.rows(), 3, values), CONCEPT);
    }

    @Test
    void nothingThatCanBeAskedOfATaskHoldsATestRow() {
        ThreePartTask task = marked(PARTITION.test());
        List<Object> reached = reachable(task);
        assertTrue(reached.size() > 10, "what can be asked was not found: " + reached.size());
        assertFalse(reached.stream().anyMatch(SealedTestRowsTest::showsMark));
        for (Object one : reached) {
            if (one instanceof Concept labels) {
                assertTrue(labels.samples() <= PARTITION.trainingAndValidation().length, "labels of test rows");
            }
            if (one instanceof Matrix matrix) {
                assertTrue(matrix.rows() <= PARTITION.trainingAndValidation().length, "test activations");
            }
        }
    }

    @Test
    void nothingThatCanBeAskedOfAChoiceHoldsAValidationRow() {
        assertFalse(
                reachable(marked(PARTITION.validation()).choice()).stream().anyMatch(SealedTestRowsTest::showsMark));
        // The search does see marks that are there to be seen.
        assertTrue(reachable(marked(PARTITION.training())).stream().anyMatch(SealedTestRowsTest::showsMark));
    }

    @Test
    void whatChoosesIsNeverGivenTheTestRows() throws NoSuchMethodException {
        Method choose = PenaltyChoice.class.getMethod("of", ChoiceTask.class, PenaltyGrid.class);
        assertTrue(Modifier.isPublic(choose.getModifiers()));
        for (Method method : ChoiceTask.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                assertFalse(
                        Stream.concat(Stream.of(method.getReturnType()), Arrays.stream(method.getParameterTypes()))
                                .anyMatch(type -> type == ProbeTask.class || type == ThreePartTask.class),
                        method.toString());
            }
        }
    }

    @Test
    void onlyScoringGivesScoresOfTestRows() {
        List<String> giving = Arrays.stream(ProbeTask.class.getMethods())
                .filter(method -> method.getReturnType() == HeldOutScores.class)
                .map(Method::getName)
                .sorted()
                .toList();
        assertEquals(List.of("score", "scoreRows"), giving);
    }

    @Test
    void testRowsHaveNoSayInAnyChoice() {
        PenaltyChoice expected = PenaltyChoice.of(marked(new int[0]).choice(), PenaltyGrid.usual());
        PenaltyChoice other = PenaltyChoice.of(marked(PARTITION.test()).choice(), PenaltyGrid.usual());
        assertEquals(expected, other);
        LogisticTrainer trainer = new LogisticTrainer(1);
        BestNeuronsCurve one = curve(trainer, marked(new int[0]));
        BestNeuronsCurve two = curve(trainer, marked(PARTITION.test()));
        assertEquals(one.knee(), two.knee());
        assertEquals(one.standardError(), two.standardError());
    }

    private static BestNeuronsCurve curve(LogisticTrainer trainer, ThreePartTask task) {
        return BestNeuronsCurve.of(trainer, task.choice(), task.test(), 0.5, 100, new Seed(1));
    }

    /** Everything that public methods without arguments lead to, from one object on. */
    private static List<Object> reachable(Object from) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> open = new ArrayDeque<>(List.of(from));
        List<Object> reached = new ArrayList<>();
        while (!open.isEmpty() && reached.size() < 500) {
            Object one = open.pop();
            Object value = one instanceof Optional<?> optional ? optional.orElse(null) : one;
            if (value == null || !seen.add(value)) {
                continue;
            }
            reached.add(value);
            if (value.getClass().getName().startsWith("superpose.")) {
                Arrays.stream(value.getClass().getMethods())
                        .filter(method -> method.getParameterCount() == 0
                                && !Modifier.isStatic(method.getModifiers())
                                && Modifier.isPublic(method.getDeclaringClass().getModifiers())
                                && method.getDeclaringClass() != Object.class)
                        .map(method -> answer(method, value))
                        .filter(answer -> answer != null)
                        .forEach(open::push);
            }
        }
        return reached;
    }

    private static Object answer(Method method, Object of) {
        try {
            return method.invoke(of);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(method.toString(), e);
        }
    }

    private static boolean showsMark(Object value) {
        return switch (value) {
            case Matrix matrix ->
                IntStream.range(0, matrix.rows())
                        .anyMatch(row -> IntStream.range(0, matrix.columns())
                                .anyMatch(column -> matrix.get(row, column) == MARK));
            case float[] numbers -> IntStream.range(0, numbers.length).anyMatch(i -> numbers[i] == MARK);
            case double[] numbers -> Arrays.stream(numbers).anyMatch(number -> number == MARK);
            default -> false;
        };
    }
}
