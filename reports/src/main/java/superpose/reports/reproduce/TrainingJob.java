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
 * @param cast who is trained, and when they are filmed
 */
public record TrainingJob(String key, BottleneckModel model, Recipe recipe, Cast cast) {

    /** Samples on which a world's models are compared when they are trained. */
    private static final int EVALUATION = 8_192;

    private static final Seed ROOT = new Seed(0);

    /** Checks that there is a member for each instance. */
    public TrainingJob {
        Require.same(model.shape().instances(), cast.members().size(), "members of a training");
    }

    /**
     * Who is trained, and when they are filmed.
     *
     * @param members one for each instance of the model
     * @param film steps after which each of them is kept, in [1, steps of the recipe]; none for no film
     */
    public record Cast(List<Member> members, List<Integer> film) {

        /** Copies the lists. */
        public Cast {
            members = List.copyOf(members);
            film = List.copyOf(film);
        }
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
                new Cast(
                        IntStream.range(0, worlds.size())
                                .mapToObj(index -> member(worlds.get(index), seed.child(index)))
                                .toList(),
                        List.of()));
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
        return new TrainingJob(key, model.withInitialStd(std), recipe, cast);
    }

    /** Returns the same job, keeping every member after each of these steps. */
    public TrainingJob filmed(List<Integer> steps) {
        return new TrainingJob(key, model, recipe, new Cast(cast.members(), steps));
    }

    /** Returns about how much work the job is, in products of a weight and a sample. */
    long work() {
        BottleneckShape shape = model.shape();
        // Each step of an instance also costs what it costs to start it, which counts for the smallest models.
        long ofSample = (long) shape.features() * shape.hidden() + 4;
        return (long) shape.instances() * recipe.steps() * recipe.batch() * ofSample;
    }
}
