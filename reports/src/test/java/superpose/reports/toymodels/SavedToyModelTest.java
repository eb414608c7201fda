package superpose.reports.toymodels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Density;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.probes.model.ModelTensor;
import superpose.probes.model.NetworkModel;
import superpose.probes.model.TapPlan;
import superpose.probes.model.TappedModel;
import superpose.probes.model.Tensor;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.BottleneckModel;
import superpose.toymodels.BottleneckShape;
import superpose.toymodels.Dl4jTrainer;
import superpose.toymodels.InstanceSetup;
import superpose.toymodels.Recipe;
import superpose.toymodels.TrainedBottleneck;

/** Where the toy models' own layer is on the class path, a saved toy model opens like any other network. */
class SavedToyModelTest {

    private static final int FEATURES = 6;
    private static final int SAMPLES = 20;

    @Test
    void savedToyModelsAreReadAsTheyReconstruct(@TempDir Path folder) throws IOException {
        BottleneckModel model =
                BottleneckModel.of(new BottleneckShape(1, FEATURES, 2), BottleneckArchitecture.RELU_OUTPUT);
        SparseFeatures world = SparseFeatures.uniform(FEATURES, new Density(0.3));
        TrainedBottleneck trained = new Dl4jTrainer(Recipe.notebook().withSteps(5))
                .fit(model, List.of(InstanceSetup.in(world, new Seed(1))));
        Path file = folder.resolve("model.zip");
        trained.save(file);
        assertTrue(NetworkModel.startsLike(file));

        NetworkModel opened = NetworkModel.open(file);
        ModelTensor output = opened.tensors().getLast();
        assertEquals("Bottleneck", output.madeBy());
        assertEquals("? x 6", output.shapeText());
        RandomGenerator random = new Seed(2).generator();
        float[] samples = new float[SAMPLES * FEATURES];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = random.nextFloat();
        }
        try (TappedModel tapped = opened.tap(TapPlan.reading(List.of(output.name())))) {
            Tensor.Floats read = tapped.run(
                            Map.of("input", new Tensor.Floats(new long[] {SAMPLES, FEATURES}, samples.clone())))
                    .getFirst();
            Matrix expected = trained.reconstruct(0, Matrix.of(SAMPLES, FEATURES, samples));
            assertArrayEquals(expected.toArray(), read.values(), 1e-6f);
        }
    }
}
