package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.Importance;
import superpose.data.Matrix;
import superpose.data.SampleStream;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

@ExtendWith(OneThread.class)
class TrainedBottleneckTest {

    private static final BottleneckShape SHAPE = new BottleneckShape(2, 6, 3);
    private static final Recipe RECIPE = Recipe.notebook().withSteps(30).withBatch(50);

    private static TrainedBottleneck fit(BottleneckArchitecture architecture) {
        BottleneckModel model = BottleneckModel.of(SHAPE, architecture);
        return new Dl4jTrainer(RECIPE).fit(model, Cases.setups(model, new Seed(8)));
    }

    private static Matrix samples(int count) {
        float[] values = new float[count * SHAPE.features()];
        SampleStream positive = SparseFeatures.uniform(SHAPE.features(), new Density(0.5)).stream(new Seed(21));
        Cases.signed(positive, new Seed(22)).next(values);
        return Matrix.of(count, SHAPE.features(), values);
    }

    @ParameterizedTest
    @MethodSource("superpose.toymodels.Cases#architectures")
    void hiddenUnitsOutputsAndLossFollowTheFormulas(BottleneckArchitecture architecture) {
        TrainedBottleneck trained = fit(architecture);
        Matrix samples = samples(5000);
        for (int instance = 0; instance < SHAPE.instances(); instance++) {
            ReferenceBottleneck reference = Cases.reference(trained.network(), instance);
            double[][] inputs = Cases.doubles(samples);
            double[][] hidden = Cases.doubles(trained.hidden(instance, samples));
            double[][] outputs = Cases.doubles(trained.reconstruct(instance, samples));
            for (int sample = 0; sample < inputs.length; sample++) {
                double[] h = reference.hidden(inputs[sample]);
                assertArrayEquals(h, hidden[sample], 1e-5);
                assertArrayEquals(reference.output(h), outputs[sample], 1e-5);
            }
            reference.differentiate(inputs);
            assertEquals(reference.loss, trained.loss(instance, samples), 1e-5 * reference.loss);
        }
    }

    @Test
    void lossIsLinearInTheImportances() {
        TrainedBottleneck trained = fit(BottleneckArchitecture.RELU_OUTPUT);
        Matrix samples = samples(100);
        double once = trained.loss(1, samples, Importance.uniform(6));
        assertEquals(3 * once, trained.loss(1, samples, Importance.of(3, 3, 3, 3, 3, 3)), 1e-12);
    }

    @ParameterizedTest
    @MethodSource("superpose.toymodels.Cases#architectures")
    void savedAndRestoredModelsPredictTheSameBitsAndTrainOnAlike(
            BottleneckArchitecture architecture, @TempDir Path folder) throws IOException {
        BottleneckModel model = BottleneckModel.of(SHAPE, architecture);
        List<InstanceSetup> setups = Cases.setups(model, new Seed(8));
        List<SampleStream> streams = streams(setups);
        TrainedBottleneck trained = new Dl4jTrainer(RECIPE).fit(model, setups);
        Path file = folder.resolve("model.zip");
        trained.save(file);
        TrainedBottleneck restored = TrainedBottleneck.restore(file);
        assertEquals(trained.model(), restored.model());
        assertEquals(trained.steps(), restored.steps());
        BottleneckTrainerTest.assertSameBits(trained, restored);
        Matrix samples = samples(200);
        for (int i = 0; i < SHAPE.instances(); i++) {
            assertArrayEquals(
                    trained.reconstruct(i, samples).toArray(),
                    restored.reconstruct(i, samples).toArray());
            assertEquals(trained.importance(i).of(3), restored.importance(i).of(3), 1e-8);
        }
        Dl4jTrainer longer = new Dl4jTrainer(RECIPE.withSteps(45));
        List<SampleStream> again = streams(Cases.setups(model, new Seed(8)));
        skip(again, 30 * 50);
        BottleneckTrainerTest.assertSameBits(longer.resume(trained, streams), longer.resume(restored, again));
    }

    @Test
    void savingLeavesNothingButTheFile(@TempDir Path folder) throws IOException {
        fit(BottleneckArchitecture.LINEAR).save(folder.resolve("model.zip"));
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(List.of(folder.resolve("model.zip")), files.toList());
        }
    }

    @Test
    void filesThatAreNoModelsAreRefused(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("model.zip"), "not a model");
        assertThrows(BadInputException.class, () -> TrainedBottleneck.restore(text));
        assertThrows(BadInputException.class, () -> TrainedBottleneck.restore(folder.resolve("absent.zip")));
    }

    @Test
    void samplesOfAnotherWidthAreRefused() {
        TrainedBottleneck trained = fit(BottleneckArchitecture.LINEAR);
        Matrix wide = Matrix.of(1, 7, new float[7]);
        assertThrows(BadInputException.class, () -> trained.hidden(0, wide));
        assertThrows(BadInputException.class, () -> trained.directions(2));
    }

    private static List<SampleStream> streams(List<InstanceSetup> setups) {
        return setups.stream().map(InstanceSetup::stream).toList();
    }

    private static void skip(List<SampleStream> streams, int samples) {
        streams.forEach(stream -> stream.next(new float[samples * SHAPE.features()]));
    }
}
