package superpose.toymodels;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import superpose.data.Density;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

/**
 * The time of a training step of each engine, all cores, batch 1024: {@code mvn -q verify -Pjmh}.
 *
 * <p>For the kernels alone and without a peer; {@code superpose bench toy-models} compares with PyTorch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "-XX:ObjectAlignmentInBytes=64")
public class TrainingStepBenchmark {

    private static final int STEPS = 25;

    /** What trains. */
    @Param
    public Engine engine = Engine.DL4J;

    /** Instances, features and hidden units. */
    @Param({"10x5x2", "20x100x20", "40x400x30"})
    public String shape = "10x5x2";

    /** Trains a model from its start; JMH divides by the steps. */
    @Benchmark
    @OperationsPerInvocation(STEPS)
    public TrainedBottleneck step() {
        String[] sizes = shape.split("x", -1);
        BottleneckShape whole =
                new BottleneckShape(Integer.parseInt(sizes[0]), Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
        List<InstanceSetup> setups = new ArrayList<>();
        for (Density density : Density.geometric(0.05, whole.instances())) {
            SparseFeatures world = SparseFeatures.uniform(whole.features(), density);
            setups.add(InstanceSetup.in(world, new Seed(setups.size())));
        }
        Recipe recipe = Recipe.notebook().withSteps(STEPS);
        return engine.trainer(recipe, Runtime.getRuntime().availableProcessors())
                .fit(BottleneckModel.of(whole, BottleneckArchitecture.RELU_OUTPUT), setups);
    }
}
