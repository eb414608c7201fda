package superpose.reports.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Density;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.data.io.NpyFile;
import superpose.data.store.ActivationStore;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.BottleneckModel;
import superpose.toymodels.BottleneckShape;
import superpose.toymodels.Dl4jTrainer;
import superpose.toymodels.InstanceSetup;
import superpose.toymodels.Recipe;
import superpose.toymodels.TrainedBottleneck;

/** Networks that Deeplearning4j saved, from the command line to a store. */
class SavedNetworkTapTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void savedNetworksAreTappedIntoStores() throws IOException {
        BottleneckModel model = BottleneckModel.of(new BottleneckShape(1, 6, 2), BottleneckArchitecture.RELU_OUTPUT);
        TrainedBottleneck trained = new Dl4jTrainer(Recipe.notebook().withSteps(5))
                .fit(model, List.of(InstanceSetup.in(SparseFeatures.uniform(6, new Density(0.3)), new Seed(1))));
        Path file = folder.resolve("model.zip");
        trained.save(file);
        float[] samples = new float[50 * 6];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = i % 7 / 7f;
        }
        Path input = folder.resolve("samples.npy");
        NpyFile.write(input, Matrix.of(50, 6, samples));
        Path out = folder.resolve("store");
        CommandRun.of("tap", file, "--at", "*", "--input", input, "--out", out).requireDone();
        ActivationStore store = ActivationStore.open(out);
        Matrix stored = store.activations(store.tensors().getLast().name()).values();
        Matrix expected = trained.reconstruct(0, Matrix.of(50, 6, samples));
        assertArrayEquals(expected.toArray(), stored.toArray(), 1e-6f);
        assertTrue(CommandRun.of("inspect", file).requireDone().out().contains("Bottleneck"));
    }
}
