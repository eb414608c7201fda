package superpose.toymodels;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
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

    private final Recipe recipe;
    private final Audience audience;

    /** Trains by a recipe and reports to nobody. */
    public Dl4jTrainer(Recipe recipe) {
        this(recipe, Audience.none());
    }

    private Dl4jTrainer(Recipe recipe, Audience audience) {
        this.recipe = recipe;
        this.audience = audience;
    }

    /** {@inheritDoc} The listener hears of them on the training thread. */
    @Override
    public Dl4jTrainer reporting(int everySteps, Progress listener) {
        return new Dl4jTrainer(recipe, audience.reporting(everySteps, listener));
    }

    @Override
    public Dl4jTrainer watching(List<Integer> steps, Snapshots listener) {
        return new Dl4jTrainer(recipe, audience.watching(steps, recipe.steps(), listener));
    }

    @Override
    public TrainedBottleneck fit(BottleneckModel model, List<InstanceSetup> setups) {
        MultiLayerNetwork network = BottleneckNetwork.of(model, setups, recipe);
        train(network, setups.stream().map(InstanceSetup::stream).toList());
        return new TrainedBottleneck(network);
    }

    @Override
    public TrainedBottleneck resume(TrainedBottleneck trained, List<SampleStream> streams) {
        MultiLayerNetwork network = trained.toResume(recipe);
        train(network, streams);
        return new TrainedBottleneck(network);
    }

    private void train(MultiLayerNetwork network, List<SampleStream> streams) {
        BottleneckLayer layer = ((BottleneckOutput) network.getOutputLayer()).layerConf();
        BottleneckShape shape = layer.shape();
        Require.same(shape.instances(), streams.size(), "streams of samples");
        Batch batch = Batch.of(layer.architecture().target(), shape, recipe.batch());
        TrainingStep next = new TrainingStep(network, batch);
        double[] start = new double[shape.instances()];
        int first = network.getIterationCount() + 1;
        try (SampleFeed feed = new SampleFeed(streams, shape.features(), recipe.batch(), recipe.steps() - first + 1)) {
            for (int step = first; step <= recipe.steps(); step++) {
                batch.fill(feed.next());
                if (step != first && !isChecked(step) && !audience.hearsOf(step, recipe.steps())) {
                    next.take();
                    continue;
                }
                double[] losses = next.takeAndJudge();
                if (step == first) {
                    start = losses;
                }
                if (isChecked(step)) {
                    requireConverging(new TrainedBottleneck(network), start, losses, step);
                }
                List<Double> ofInstances = Arrays.stream(losses).boxed().toList();
                audience.tell(step, recipe.steps(), ofInstances, () -> snapshots(network, ofInstances));
            }
        }
    }

    private boolean isChecked(int step) {
        return step % CHECK_EVERY == 0 || step == recipe.steps();
    }

    private static List<Snapshot> snapshots(MultiLayerNetwork network, List<Double> losses) {
        NetworkState state = new NetworkState(network);
        return IntStream.range(0, losses.size())
                .mapToObj(instance -> new Snapshot(
                        network.getIterationCount(),
                        instance,
                        losses.get(instance),
                        state.instance(instance).parameters()))
                .toList();
    }

    private void requireConverging(TrainedBottleneck now, double[] start, double[] losses, int step) {
        for (int instance = 0; instance < losses.length; instance++) {
            double importance = now.importance(instance).of(0);
            boolean converging =
                    Divergence.isBounded(losses[instance], start[instance], importance) && now.isFinite(instance);
            new Divergence(recipe).require(converging, losses[instance], instance, step);
        }
    }
}
