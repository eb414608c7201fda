package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import superpose.data.Density;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

/** What a training keeps: at most 64 bytes for each parameter of each instance, and a megabyte for each thread. */
class TrainingMemoryTest {

    private static final int BYTES_A_PARAMETER = 64;
    private static final long MEGABYTE = 1 << 20;

    private static final Seed SEED = new Seed(1);

    @ParameterizedTest
    @CsvSource({"20, 100, 20", "20, 200, 20", "10, 400, 30", "50, 400, 4"})
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
        long allowed = BYTES_A_PARAMETER * network.params().length();
        long kept = ofNetwork + ofState + ofStreams;
        assertTrue(kept <= allowed, () -> kept + " bytes, " + allowed + " allowed");

        long ofThread = allocatedBy(() -> Workbench.of(model));
        assertTrue(ofThread <= MEGABYTE, () -> ofThread + " bytes a thread");
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
