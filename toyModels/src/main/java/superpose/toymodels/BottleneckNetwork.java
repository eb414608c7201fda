package superpose.toymodels;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/** Builds the DL4J network of a bottleneck model. */
final class BottleneckNetwork {

    private BottleneckNetwork() {}

    /** Builds a network in float32 that trains by a recipe, with its initial parameters. */
    static MultiLayerNetwork of(BottleneckModel model, List<InstanceSetup> setups, Recipe recipe) {
        BottleneckLayer layer = BottleneckLayer.of(model, setups, recipe.regularization());
        return initialised(layer, DataType.FLOAT, updater(recipe));
    }

    /** Returns how DL4J makes the steps of a recipe. */
    static IUpdater updater(Recipe recipe) {
        RecipeSchedule schedule = RecipeSchedule.of(recipe);
        return switch (recipe.rule().optimizer()) {
            case Optimizer.Adam() ->
                Adam.builder().learningRateSchedule(schedule).build();
            case Optimizer.Momentum descent -> new MomentumUpdater(descent.momentum(), schedule);
        };
    }

    static MultiLayerNetwork initialised(BottleneckLayer layer, DataType type, IUpdater updater) {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .dataType(type)
                .updater(updater)
                .list()
                .layer(layer)
                .build());
        network.init();
        return network;
    }
}
