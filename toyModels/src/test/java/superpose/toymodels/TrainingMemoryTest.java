package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import superpose.data.Density;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

/**
 * What a training keeps: at most 64 bytes for each parameter of each instance, and a megabyte for each thread.
 *
 * <p>A thread's kernel is counted after it has dealt with batches of every density, for some of its room is made when needed.
 */
class TrainingMemoryTest {

    private static final int BYTES_A_PARAMETER = 64;
    private static final long MEGABYTE = 1 << 20;

    private static final Seed SEED = new Seed(1);

    @ParameterizedTest
    @CsvSource({"1, 100, 20", "20, 100, 20", "1, 200, 20", "20, 200, 20", "1, 400, 30", "2, 400, 30", "50, 400, 4"})
    void aTrainingKeepsLittle(int instances, int features, int hidden) {
        BottleneckModel model = BottleneckModel.of(
                new BottleneckShape(instances, features, hidden), BottleneckArchitecture.RELU_OUTPUT);
        List<InstanceSetup> setups = IntStream.range(0, instances)
                .mapToObj(instance ->
                        InstanceSetup.in(SparseFeatures.uniform(features, new Density(0.1)), SEED.child(instance)))
                .toList();
        MultiLayerNetwork network = BottleneckNetwork.of(model, setups, Recipe.notebook());
        long ofNetwork = Float.BYTES
                * (network.params().length()
                        + network.getUpdater().getStateViewArray().length());
        long ofState = allocatedBy(() -> new NetworkState(network));
        long ofStreams =
                allocatedBy(() -> setups.stream().map(InstanceSetup::stream).toList());
        long ofThread = sizeOfArrays(used(model), Collections.newSetFromMap(new IdentityHashMap<>()));
        long allowed = BYTES_A_PARAMETER * network.params().length() + MEGABYTE;
        long kept = ofNetwork + ofState + ofStreams + ofThread;
        assertTrue(
                kept <= allowed, () -> kept + " bytes, " + ofThread + " of them a thread's, " + allowed + " allowed");
    }

    private static Workbench used(BottleneckModel model) {
        Workbench bench = Workbench.of(model);
        InstanceParameters parameters = InstanceParameters.of(model);
        for (double density : new double[] {1, 0.3, 0.1, 0.06, 0.05, 0.01}) {
            SparseFeatures world = SparseFeatures.uniform(model.shape().features(), new Density(density));
            Objective objective = new Objective(world.stream(SEED), 1024, world.importance());
            bench.kernel().differentiate(objective, parameters, bench.gradients());
        }
        return bench;
    }

    /** Returns the bytes of all arrays of numbers that an object of ours refers to, however far away, each counted once. */
    private static long sizeOfArrays(Object object, Set<Object> seen) {
        if (object instanceof Optional<?> some) {
            return some.map(value -> sizeOfArrays(value, seen)).orElse(0L);
        }
        if (!seen.add(object)) {
            return 0;
        }
        if (object.getClass().isArray()) {
            int bytes = bytesOf(object.getClass().componentType());
            return (long) bytes * Array.getLength(object);
        }
        long size = 0;
        for (Field field : object.getClass().getDeclaredFields()) {
            boolean refers = !field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers());
            if (refers && object.getClass().getName().startsWith("superpose.") && !(object instanceof Enum)) {
                size += sizeOfArrays(valueOf(field, object), seen);
            }
        }
        return size;
    }

    private static int bytesOf(Class<?> number) {
        return switch (number.getName()) {
            case "boolean" -> 1;
            case "char" -> Character.BYTES;
            case "int", "float" -> Float.BYTES;
            case "double", "long" -> Double.BYTES;
            default -> throw new AssertionError("an array of " + number);
        };
    }

    private static Object valueOf(Field field, Object object) {
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Returns the bytes that a computation leaves or throws away; the second time, when all classes are loaded. */
    private static long allocatedBy(Supplier<Object> computation) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Object first = computation.get();
        long before = threads.getCurrentThreadAllocatedBytes();
        Object second = computation.get();
        long after = threads.getCurrentThreadAllocatedBytes();
        assertNotSame(first, second);
        return after - before;
    }
}
