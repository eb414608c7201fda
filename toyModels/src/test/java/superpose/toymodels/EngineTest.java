package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

@ExtendWith(OneThread.class)
class EngineTest {

    private static final double DENSITY = 0.1;

    @ParameterizedTest
    @EnumSource(Engine.class)
    void everyEngineLearnsMoreThanTheBestConstantAnswer(Engine engine) {
        SparseFeatures world = SparseFeatures.uniform(8, new Density(DENSITY));
        BottleneckModel model = BottleneckModel.of(new BottleneckShape(2, 8, 8), BottleneckArchitecture.RELU_OUTPUT);
        List<InstanceSetup> setups =
                List.of(InstanceSetup.in(world, new Seed(1)), InstanceSetup.in(world, new Seed(2)));
        BottleneckTrainer trainer =
                engine.trainer(Recipe.adam(1e-2).withSteps(300).withBatch(256), 1);
        TrainedBottleneck trained = trainer.fit(model, setups);
        assertEquals(300, trained.steps());
        for (int instance = 0; instance < 2; instance++) {
            double loss = trained.loss(instance, world.sample(4096, new Seed(3)));
            assertEquals(0, loss, new Density(DENSITY).lossOfIgnoring() / 4, engine.words());
        }
    }

    @ParameterizedTest
    @EnumSource(Engine.class)
    void noEngineRunsOnNoThreads(Engine engine) {
        assertThrows(BadInputException.class, () -> engine.trainer(Recipe.notebook(), 0));
    }
}
