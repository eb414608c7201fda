package superpose.toymodels;

import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import superpose.data.Require;
import superpose.data.SampleStream;

/**
 * Trains bottleneck models with DL4J on the ND4J back end of the class path, all instances at once.
 *
 * <p>The same model, setups and recipe give the same bits on the same machine with the same number of threads.
 */
public final class Dl4jTrainer implements BottleneckTrainer {

    /** How often the parameters are looked at for a training that diverged; it cannot recover, so seldom is enough. */
    private static final int CHECK_EVERY = 100;

    /** How many times the loss at the start a loss must reach to count as diverged. */
    private static final double DIVERGED = 1e4;

    private final Recipe recipe;
    private final int reportEvery;
    private final Progress progress;

    /** Trains by a recipe and reports to nobody. */
    public Dl4jTrainer(Recipe recipe) {
        this(recipe, Integer.MAX_VALUE, (step, losses) -> {});
    }

    private Dl4jTrainer(Recipe recipe, int reportEvery, Progress progress) {
        this.recipe = recipe;
        this.reportEvery = reportEvery;
        this.progress = progress;
    }

    /** {@inheritDoc} The listener hears of them on the training thread. */
    @Override
    public Dl4jTrainer reporting(int everySteps, Progress listener) {
        return new Dl4jTrainer(recipe, Require.positive(everySteps, "steps between reports"), listener);
    }

    @Override
    public TrainedBottleneck fit(BottleneckModel model, List<InstanceSetup> setups) {
        MultiLayerNetwork network = BottleneckNetwork.of(model, setups, recipe);
        train(network, setups.stream().map(InstanceSetup::stream).toList());
        return new TrainedBottleneck(network);
    }

    @Override
    public TrainedBottleneck resume(TrainedBottleneck trained, List<SampleStream> streams) {
        Require.that(
                recipe.steps() > trained.steps(),
                "more steps than the " + trained.steps() + " already taken",
                recipe.steps(),
                "give the number of steps in all");
        MultiLayerNetwork network = trained.network().clone();
        network.setLearningRate(RecipeSchedule.of(recipe));
        train(network, streams);
        return new TrainedBottleneck(network);
    }

    private void train(MultiLayerNetwork network, List<SampleStream> streams) {
        BottleneckOutput layer = (BottleneckOutput) network.getOutputLayer();
        BottleneckShape shape = layer.layerConf().shape();
        Require.same(shape.instances(), streams.size(), "streams of samples");
        double[] start = new double[shape.instances()];
        INDArray samples = Nd4j.create(DataType.FLOAT, recipe.batch(), shape.inputs());
        int first = network.getIterationCount();
        try (SampleFeed feed = new SampleFeed(streams, shape.features(), recipe.batch(), recipe.steps() - first)) {
            for (int step = first + 1; step <= recipe.steps(); step++) {
                HostCopy.fill(samples, feed.next());
                network.fit(samples, samples);
                if (step == first + 1) {
                    start = layer.losses();
                }
                if (step % CHECK_EVERY == 0 || step == recipe.steps()) {
                    requireConverging(network, start, step);
                }
                if (step % reportEvery == 0 || (step == recipe.steps() && reportEvery <= recipe.steps())) {
                    progress.at(step, Arrays.stream(layer.losses()).boxed().toList());
                }
            }
        }
    }

    private void requireConverging(MultiLayerNetwork network, double[] start, int step) {
        double[] losses = ((BottleneckOutput) network.getOutputLayer()).losses();
        TrainedBottleneck now = new TrainedBottleneck(network);
        for (int instance = 0; instance < losses.length; instance++) {
            double scale = Math.max(start[instance], now.importance(instance).of(0));
            boolean converging = losses[instance] <= DIVERGED * scale && now.isFinite(instance);
            Require.that(
                    converging,
                    "a training that converges",
                    "a loss of " + losses[instance] + " in instance " + instance + " after " + step + " steps",
                    "lower the learning rate of " + recipe.learningRate().initial());
        }
    }
}
