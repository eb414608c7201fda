package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import superpose.data.Seed;

@ExtendWith(OneThread.class)
class TrainingStepTest {

    private static final BottleneckShape SHAPE = new BottleneckShape(3, 7, 2);
    private static final int BATCH = 40;

    @ParameterizedTest
    @MethodSource("superpose.toymodels.Cases#architectures")
    void stepsAreTheStepsOfDl4jToTheBit(BottleneckArchitecture architecture) {
        BottleneckModel model = BottleneckModel.of(SHAPE, architecture);
        List<InstanceSetup> setups = Cases.setups(model, new Seed(6));
        Recipe recipe = Recipe.notebook().withDecay(Decay.LINEAR).withSteps(5);
        MultiLayerNetwork theirs = BottleneckNetwork.of(model, setups, recipe);
        MultiLayerNetwork ours = BottleneckNetwork.of(model, setups, recipe);
        Batch batch = Batch.of(architecture.target(), SHAPE, BATCH);
        TrainingStep step = new TrainingStep(ours, batch);
        for (int i = 0; i < recipe.steps(); i++) {
            double[][][] samples = Cases.draw(SHAPE, setups, BATCH);
            INDArray rows = Cases.rows(DataType.FLOAT, SHAPE, samples);
            theirs.fit(rows, Cases.labels(architecture.target(), rows));
            batch.fill(flat(samples));
            if (i % 2 == 0) {
                step.take();
            } else {
                assertArrayEquals(((BottleneckOutput) theirs.getOutputLayer()).losses(), step.takeAndJudge());
            }
        }
        assertArrayEquals(HostCopy.read(theirs.params()), HostCopy.read(ours.params()));
        assertArrayEquals(HostCopy.read(theirs.updaterState()), HostCopy.read(ours.updaterState()));
        assertEquals(theirs.getIterationCount(), ours.getIterationCount());
    }

    private static float[] flat(double[][][] samples) {
        float[] values = new float[SHAPE.inputs() * BATCH];
        int next = 0;
        for (double[][] instance : samples) {
            for (double[] sample : instance) {
                for (double value : sample) {
                    values[next++] = (float) value;
                }
            }
        }
        return values;
    }
}
