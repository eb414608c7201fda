package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import superpose.data.Seed;
import superpose.probes.dictionary.Batches;
import superpose.probes.dictionary.Dictionary;
import superpose.probes.dictionary.L1Autoencoder;
import superpose.reports.experiments.Lab;
import superpose.reports.reproduce.About;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.Verdicts;
import superpose.reports.toymodels.ParentAndChild.Relation;

/**
 * A sparse autoencoder with fewer latents than there are features mixes correlated features into one latent; with a latent
 * for each, the child's takes the parent in.
 *
 * <p>Source: Chanin, Dulka and Garriga-Alonso (2025), "Feature Hedging: Correlated Features Break Narrow Sparse Autoencoders",
 * and its notebook on single latents. Trainings are shorter below the preset paper; samples are scaled, the learning rate
 * falls in the end, and features are exactly as frequent as their chances say where the authors draw them.
 */
final class Hedging implements Reproduction {

    static final String NOTEBOOK =
            "Chanin, Dulka and Garriga-Alonso (2025), Feature Hedging, notebook on single latents";

    static final double CHILD = 0.2;
    static final double PENALTY = 1e-3;
    private static final double RATE = 3e-3;

    /** Chances of the child. Where both are independent it varies less than the parent as long as it is below 0.25. */
    private static final List<Double> INDEPENDENT = List.of(0.05, 0.1, 0.15, CHILD, 0.3, 0.4);

    private static final List<Double> HIERARCHICAL = List.of(0.1, CHILD, 0.4, 0.6, 0.8);

    private static final Seed ROOT = new Seed(0).child("hedging");

    @Override
    public About about() {
        return new About(
                "hedging",
                "What does a latent learn when there are more features than latents?",
                NOTEBOOK,
                new About.Costs(1, 8, 2_000));
    }

    private static Batches batches(Assignment assignment) {
        return assignment.choose(new Batches(64, 60), new Batches(64, 8_000), new Batches(4_096, 24_414));
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(1, 5, 5);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        return Map.of(
                "hidden",
                ParentAndChild.HIDDEN,
                "parent_chance",
                ParentAndChild.CHANCE,
                "child_chances_independent",
                INDEPENDENT,
                "child_chances_hierarchical",
                HIERARCHICAL,
                "penalty",
                PENALTY,
                "learning_rate",
                RATE,
                "steps",
                batches(assignment).steps(),
                "batch",
                batches(assignment).size(),
                "seeds",
                seeds(assignment));
    }

    /**
     * What is varied.
     *
     * @param relation how the child depends on the parent
     * @param child its chance
     * @param latents of the autoencoder, 1 or 2
     * @param penalty what a unit of a code costs
     */
    record Setting(Relation relation, double child, int latents, double penalty) {

        static Setting of(Relation relation, double child) {
            return new Setting(relation, child, 1, PENALTY);
        }

        Setting withLatents(int other) {
            return new Setting(relation, child, other, penalty);
        }

        Setting withoutPenalty() {
            return new Setting(relation, child, latents, 0);
        }

        /** The authors start from the features' directions and blur those of a single latent more. */
        double startNoise() {
            return latents == 1 ? 0.25 : 0.1;
        }

        String key(int seed) {
            return String.format(
                    Locale.ROOT,
                    "%s-child%.2f-latents%d-penalty%.3f-seed%d",
                    relation.words(),
                    child,
                    latents,
                    penalty,
                    seed);
        }
    }

    private static SequencedSet<Setting> settings() {
        SequencedSet<Setting> all = new LinkedHashSet<>();
        INDEPENDENT.forEach(child -> all.add(Setting.of(Relation.INDEPENDENT, child)));
        HIERARCHICAL.forEach(child -> all.add(Setting.of(Relation.HIERARCHICAL, child)));
        for (Relation relation : Relation.values()) {
            all.add(Setting.of(relation, CHILD).withLatents(2));
            all.add(Setting.of(relation, CHILD).withoutPenalty());
        }
        return all;
    }

    /**
     * What is kept of a trained autoencoder.
     *
     * @param bias the decoder bias
     * @param latents the parent's first
     */
    record Kept(Bias bias, List<Latent> latents) {

        private static Kept of(Dictionary dictionary, ParentAndChild world) {
            List<Latent> latents = new ArrayList<>();
            for (int latent = 0; latent < dictionary.atoms().features(); latent++) {
                float[] direction = dictionary.atoms().of(latent);
                latents.add(new Latent(
                        world.along(direction, ParentAndChild.PARENT),
                        world.along(direction, ParentAndChild.CHILD),
                        dictionary.encode(world.both()).of(0, latent)));
            }
            float[] offset = dictionary.offset();
            double squares = IntStream.range(0, offset.length)
                    .mapToDouble(unit -> (double) offset[unit] * offset[unit])
                    .sum();
            return new Kept(new Bias(Math.sqrt(squares), world.along(offset, ParentAndChild.CHILD)), latents);
        }
    }

    /**
     * A decoder bias.
     *
     * @param length its length
     * @param child how far it reaches along the child
     */
    record Bias(double length, double child) {}

    /**
     * A latent.
     *
     * @param parent cosine of its decoder direction with the parent
     * @param child cosine of its decoder direction with the child
     * @param onBoth its code where both are on
     */
    record Latent(double parent, double child, double onBoth) {}

    /**
     * A trained autoencoder.
     *
     * @param setting what was varied
     * @param seed number of the seed
     * @param kept what it ended with
     */
    record Run(Setting setting, int seed, Kept kept) {

        Latent parents() {
            return kept.latents().getFirst();
        }

        Latent childs() {
            return kept.latents().getLast();
        }
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        List<Setting> settings = List.copyOf(settings());
        int seeds = seeds(assignment);
        int count = settings.size() * seeds;
        List<Run> runs = lab.eachOf("hedging", count, index -> {
            Setting setting = settings.get(index / seeds);
            int seed = index % seeds;
            Kept kept =
                    lab.points().point(setting.key(seed), Kept.class, () -> fitted(setting, batches(assignment), seed));
            return new Run(setting, seed, kept);
        });
        Verdicts verdicts = new Verdicts(assignment);
        new HedgingClaims(runs, verdicts).judge();
        return HedgingFigures.outcome(runs, verdicts.all());
    }

    private static Kept fitted(Setting setting, Batches batches, int number) {
        Seed seed = ROOT.child(number);
        ParentAndChild world = ParentAndChild.drawn(seed.child("directions"));
        Dictionary dictionary = new L1Autoencoder(setting.latents(), setting.penalty(), batches, RATE)
                .fitFrom(
                        world.blurred(setting.latents(), setting.startNoise(), seed.child("start")),
                        world.samples(setting.relation(), setting.child()),
                        seed.child("training"))
                .dictionary();
        return Kept.of(dictionary, world);
    }

    static List<Run> of(List<Run> runs, Setting setting) {
        return runs.stream().filter(run -> run.setting().equals(setting)).toList();
    }

    /** Returns the autoencoders of one latent with the penalty, whatever the child's chance. */
    static List<Run> sweep(List<Run> runs, Relation relation) {
        return runs.stream()
                .filter(run ->
                        run.setting().equals(Setting.of(relation, run.setting().child())))
                .toList();
    }
}
