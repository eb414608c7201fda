package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import superpose.data.Density;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.data.VectorApi;

/** When a batch is dealt with by what its active features add to every output. */
@Tag("vectors")
class GramPassTest {

    @BeforeAll
    static void needsVectors() {
        assumeTrue(VectorApi.isPresent(), "there is no vector API");
    }

    private static GramPass pass(BottleneckShape shape) {
        BottleneckModel model = BottleneckModel.of(shape, BottleneckArchitecture.RELU_OUTPUT);
        int rows = InstanceParameters.of(model).bias().length;
        TileInput input = new TileInput(shape.features(), Target.IDENTITY, rows);
        return new GramPass(model, input, input.samples().clone(), new SparseEntries(rows));
    }

    @Test
    void theFewerFeaturesAreActiveTheBetterItSuits() {
        GramPass pass = pass(new BottleneckShape(1, 100, 20));
        assertTrue(pass.isCheaper(0.01, 1024));
        assertFalse(pass.isCheaper(1, 1024));
        long changes = IntStream.range(0, 1000)
                .filter(i -> pass.isCheaper(i / 1000.0, 1024) != pass.isCheaper((i + 1) / 1000.0, 1024))
                .count();
        assertEquals(1, changes);
    }

    @Test
    void itDoesNotSuitSmallBatches() {
        assertFalse(pass(new BottleneckShape(1, 400, 20)).isCheaper(0.01, 64));
    }

    @Test
    void modelsWithAnActivationAtTheHiddenUnitsAreNotDealtWithSo() {
        BottleneckShape shape = new BottleneckShape(1, 100, 20);
        assertTrue(GramPass.suits(BottleneckModel.of(shape, BottleneckArchitecture.RELU_OUTPUT)));
        BottleneckArchitecture hidden = Cases.architectures()
                .filter(architecture -> architecture.hidden() == Activation.RELU)
                .findAny()
                .orElseThrow();
        assertFalse(GramPass.suits(BottleneckModel.of(shape, hidden)));
    }

    @Test
    void theActiveShareIsTheDensity() {
        SparseFeatures world = SparseFeatures.uniform(400, new Density(0.05));
        TileInput input = new TileInput(400, Target.IDENTITY, 401);
        input.draw(world.stream(new Seed(3)), 64);
        // 25,600 entries: three standard errors.
        assertEquals(0.05, input.activeShare(64), 0.0041);
    }
}
