package superpose.reports.cli;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import superpose.data.Density;
import superpose.reports.experiments.Preset;
import superpose.reports.probing.NeuronCounts;
import superpose.reports.study.ToyPlan;
import superpose.toymodels.Decay;
import superpose.toymodels.Engine;
import superpose.toymodels.LearningRate;
import superpose.toymodels.Recipe;
import superpose.toymodels.WeightDecay;

/** What the toy side of a study can be told beyond its preset. */
final class ToyOptions {

    /** The options, for messages. */
    static final String NAMES = "--features, --density, --neurons, --seeds and the options of the training";

    @Option(names = "--features", paramLabel = "N", description = "Features in the world.")
    private Optional<Integer> features = Optional.empty();

    @Option(names = "--density", paramLabel = "P", description = "Chance that a feature is on, in (0, 1].")
    private Optional<Double> density = Optional.empty();

    @Option(
            names = "--neurons",
            split = ",",
            paramLabel = "M",
            description = "Neuron counts, ascending. Default: 2, 4, 8, ... up to the number of features.")
    private List<Integer> neurons = List.of();

    @Option(names = "--seeds", paramLabel = "N", description = "Models at each neuron count.")
    private Optional<Integer> seeds = Optional.empty();

    @Option(names = "--steps", paramLabel = "N", description = "Updates in a training.")
    private Optional<Integer> steps = Optional.empty();

    @Option(names = "--batch", paramLabel = "N", description = "Samples in an update.")
    private Optional<Integer> batch = Optional.empty();

    @Option(names = "--learning-rate", paramLabel = "R", description = "Learning rate of the first update.")
    private Optional<Double> rate = Optional.empty();

    @Option(names = "--schedule", paramLabel = "NAME", description = "constant, linear, cosine or half_cosine.")
    private Optional<Decay> schedule = Optional.empty();

    @Option(names = "--weight-decay", paramLabel = "D", description = "Decoupled weight decay of the weights.")
    private Optional<Double> weightDecay = Optional.empty();

    @Option(names = "--bias-decay", paramLabel = "D", description = "Decoupled weight decay of the biases.")
    private Optional<Double> biasDecay = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = EngineNames.DESCRIPTION,
            converter = EngineNames.class)
    private Optional<Engine> engine = Optional.empty();

    /** Tells whether any option was given. */
    boolean isGiven() {
        return !neurons.isEmpty()
                || Stream.of(features, density, seeds, steps, batch, rate, schedule, weightDecay, biasDecay, engine)
                        .anyMatch(Optional::isPresent);
    }

    /** Returns the plan of a preset with what was given put in its place. */
    ToyPlan plan(Preset preset) {
        ToyPlan usual = ToyPlan.of(preset, engine.orElseGet(Engine::automatic));
        int count = features.orElse(usual.world().features());
        ToyPlan.World world = new ToyPlan.World(
                count, density.map(Density::new).orElse(usual.world().density()));
        List<Integer> sweep = neurons.isEmpty() ? NeuronCounts.doublings(2, count) : neurons;
        return new ToyPlan(
                preset,
                world,
                new ToyPlan.Sweep(
                        sweep,
                        seeds.orElse(usual.sweep().seeds()),
                        usual.sweep().samples()),
                recipe(usual.recipe()),
                usual.engine());
    }

    private Recipe recipe(Recipe usual) {
        return new Recipe(
                new LearningRate(
                        rate.orElse(usual.learningRate().initial()),
                        schedule.orElse(usual.learningRate().decay())),
                steps.orElse(usual.steps()),
                batch.orElse(usual.batch()),
                new WeightDecay(
                        weightDecay.orElse(usual.weightDecay().weights()),
                        biasDecay.orElse(usual.weightDecay().biases())));
    }
}
