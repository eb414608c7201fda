package superpose.reports.reproduce;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import superpose.data.Matrix;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.BottleneckModel;
import superpose.toymodels.BottleneckShape;
import superpose.toymodels.InstanceSetup;
import superpose.toymodels.Recipe;

/**
 * Models that are trained at once and kept together: a point of an experiment that is never trained again.
 *
 * @param key name, unique in the experiment; letters, digits, dots and hyphens
 * @param model what is trained
 * @param recipe how
 * @param members one for each instance of the model
 */
public record TrainingJob(String key, BottleneckModel model, Recipe recipe, List<Member> members) {

    /** Samples on which a world's models are compared when they are trained. */
    private static final int EVALUATION = 8_192;

    private static final Seed ROOT = new Seed(0);

    /** Checks that there is a member for each instance. */
    public TrainingJob {
        members = List.copyOf(members);
        Require.same(model.shape().instances(), members.size(), "members of a training");
    }

    /**
     * One instance of a training.
     *
     * @param setup what it learns from, made afresh at each call
     * @param evaluation the samples on which its loss is measured in the end, [samples, features]
     */
    public record Member(Supplier<InstanceSetup> setup, Supplier<Matrix> evaluation) {}

    /**
     * Trains a model in each of some worlds of as many features; equal worlds are other seeds of the same model. Losses are
     * measured on the same fresh samples for all models of a world, so that the best of several is really the better one.
     *
     * @param key name, unique in the experiment; it decides the seeds
     * @param worlds one for each instance
     */
    public static TrainingJob inWorlds(String key, Kind kind, List<SparseFeatures> worlds, Recipe recipe) {
        BottleneckModel model = kind.model(worlds.size(), worlds.getFirst().features());
        Seed seed = ROOT.child(key);
        return new TrainingJob(
                key,
                model,
                recipe,
                IntStream.range(0, worlds.size())
                        .mapToObj(index -> member(worlds.get(index), seed.child(index)))
                        .toList());
    }

    private static Member member(SparseFeatures world, Seed seed) {
        return new Member(() -> InstanceSetup.in(world, seed), () -> evaluation(world));
    }

    /** Returns the samples on which the models of a world are compared, [samples, features]; they train on others. */
    public static Matrix evaluation(SparseFeatures world) {
        return world.sample(EVALUATION, ROOT.child("evaluation"));
    }

    /**
     * The kind of the models.
     *
     * @param architecture activations, tying and target
     * @param hidden hidden units
     */
    public record Kind(BottleneckArchitecture architecture, int hidden) {

        private BottleneckModel model(int instances, int features) {
            return BottleneckModel.of(new BottleneckShape(instances, features, hidden), architecture);
        }
    }

    /** Returns the same job whose weights start from another standard deviation. */
    public TrainingJob withInitialStd(double std) {
        return new TrainingJob(key, model.withInitialStd(std), recipe, members);
    }

    /** Returns about how much work the job is, in products of a weight and a sample. */
    long work() {
        BottleneckShape shape = model.shape();
        // Each step of an instance also costs what it costs to start it, which counts for the smallest models.
        long ofSample = (long) shape.features() * shape.hidden() + 4;
        return (long) shape.instances() * recipe.steps() * recipe.batch() * ofSample;
    }
}
