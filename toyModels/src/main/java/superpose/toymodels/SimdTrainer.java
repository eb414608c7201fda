package superpose.toymodels;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import superpose.data.Require;
import superpose.data.SampleStream;

/**
 * Trains bottleneck models on the CPU with kernels written for them: one instance for each task, nothing shared between
 * threads, no ND4J call inside the loop.
 *
 * <p>It trains the parameters of the same DL4J network as {@link Dl4jTrainer}, from the same samples, and hands that network
 * back. The same model, setups and recipe give the same bits on the same machine, whatever the number of threads; on
 * machines with vectors of another width sums are rounded in another order.
 */
public final class SimdTrainer implements BottleneckTrainer {

    private final Recipe recipe;
    private final int threads;
    private final Audience audience;

    /**
     * Trains by a recipe and reports to nobody.
     *
     * @param threads instances trained at once, at least 1
     */
    public SimdTrainer(Recipe recipe, int threads) {
        this(recipe, Require.positive(threads, "threads"), Audience.none());
    }

    private SimdTrainer(Recipe recipe, int threads, Audience audience) {
        this.recipe = recipe;
        this.threads = threads;
        this.audience = audience;
    }

    @Override
    public SimdTrainer reporting(int everySteps, Progress listener) {
        return new SimdTrainer(recipe, threads, audience.reporting(everySteps, listener));
    }

    @Override
    public SimdTrainer watching(List<Integer> steps, Snapshots listener) {
        return new SimdTrainer(recipe, threads, audience.watching(steps, recipe.steps(), listener));
    }

    @Override
    public TrainedBottleneck fit(BottleneckModel model, List<InstanceSetup> setups) {
        MultiLayerNetwork network = BottleneckNetwork.of(model, setups, recipe);
        train(network, setups.stream().map(InstanceSetup::stream).toList(), new AdamStep(recipe));
        return new TrainedBottleneck(network);
    }

    @Override
    public TrainedBottleneck resume(TrainedBottleneck trained, List<SampleStream> streams) {
        MultiLayerNetwork network = trained.toResume(recipe);
        train(network, streams, new AdamStep(recipe.withWeightDecay(trained.weightDecay())));
        return new TrainedBottleneck(network);
    }

    private void train(MultiLayerNetwork network, List<SampleStream> streams, AdamStep adam) {
        TrainedBottleneck before = new TrainedBottleneck(network);
        Require.same(before.model().shape().instances(), streams.size(), "streams of samples");
        NetworkState state = new NetworkState(network);
        List<InstanceTraining> trainings = new ArrayList<>();
        for (int instance = 0; instance < streams.size(); instance++) {
            Objective objective = new Objective(streams.get(instance), recipe.batch(), before.importance(instance));
            trainings.add(new InstanceTraining(instance, objective, state.instance(instance), before.steps()));
        }
        run(before, trainings, adam);
        state.keep(recipe.steps());
    }

    private void run(TrainedBottleneck before, List<InstanceTraining> trainings, AdamStep adam) {
        List<Workbench> benches = new ArrayList<>();
        for (int thread = 0; thread < Math.min(threads, trainings.size()); thread++) {
            benches.add(Workbench.of(before.model()));
        }
        Divergence divergence = new Divergence(recipe);
        new TrainingTurns<>(benches, before.steps(), recipe.steps(), audience)
                .run(
                        trainings.size(),
                        (instance, until, bench) -> trainings.get(instance).advance(until, adam, divergence, bench));
    }
}
