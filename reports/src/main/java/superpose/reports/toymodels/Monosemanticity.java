package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.stream.IntStream;
import superpose.analysis.geometry.Polysemanticity;
import superpose.data.Density;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.reports.claims.Band;
import superpose.reports.claims.Statement;
import superpose.reports.experiments.Lab;
import superpose.reports.reproduce.About;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Outcome;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.Verdicts;
import superpose.toymodels.Backend;
import superpose.toymodels.Decay;
import superpose.toymodels.NeuronDecoder;
import superpose.toymodels.NeuronDecoder.BiasStart;
import superpose.toymodels.NeuronDecoder.Decoding;
import superpose.toymodels.Recipe;

/**
 * Neurons that read features back from a projection answer to one feature or to many depending on the learning rate, on
 * where their biases start and on how many neurons there are, at losses that can be alike.
 *
 * <p>Source: Jermyn, Schiefer and Hubinger (2022), "Engineering Monosemanticity in Toy Models", and its code. Adam takes the
 * place of Lamb, one fall of the learning rate that of an oscillation, and random directions that of orthogonalised ones;
 * trainings are shorter at every preset, and smaller below the preset paper.
 */
final class Monosemanticity implements Reproduction {

    private static final String JERMYN =
            "Jermyn, Schiefer and Hubinger (2022), Engineering Monosemanticity in Toy Models";
    private static final double USUAL_RATE = 0.01;
    private static final List<Double> RATES = List.of(0.002, 0.005, USUAL_RATE, 0.02);
    private static final double DEEP_START = -1;
    private static final List<Double> STARTS = List.of(0.0, -0.5, DEEP_START);

    /** Neurons for each feature. */
    private static final List<Double> WIDTHS = List.of(0.25, 0.5, 1.0, 2.0);

    private static final double USUAL_WIDTH = 2;

    /** How many times biases fade to 1/e in the first half of a training: the authors' 0.03 at rate 0.003 over 2^16 steps. */
    private static final double FADES = 0.03 * 0.003 * 65_536;

    /** Losses that differ by less than this, relatively, count as equal. */
    private static final double EQUAL = 0.05;

    private static final Seed ROOT = new Seed(0).child("monosemanticity");

    @Override
    public About about() {
        return new About(
                "monosemanticity",
                "When does a neuron answer to one feature alone?",
                JERMYN,
                new About.Costs(2, 41, 40_000));
    }

    /**
     * What is trained.
     *
     * @param features N
     * @param inputs m, what features are projected to; at quick as many as keep the largest overlap at the authors' 0.4
     * @param density chance that a feature is on
     * @param steps steps of a training
     * @param batch samples a step
     */
    private record Size(int features, int inputs, Density density, int steps, int batch) {

        int neurons(double width) {
            return Math.toIntExact(Math.round(width * features));
        }

        /** Biases fade as far as in the authors' trainings, in fewer steps. */
        double fading() {
            return FADES / (USUAL_RATE * steps / 2);
        }
    }

    private static Size size(Assignment assignment) {
        return assignment.choose(
                new Size(16, 8, new Density(1.0 / 16), 40, 64),
                new Size(64, 32, new Density(1.0 / 64), 4_000, 256),
                new Size(512, 64, new Density(1.0 / 64), 32_768, 1_024));
    }

    private static int seeds(Assignment assignment) {
        return assignment.seeds(1, 1, 3);
    }

    @Override
    public Map<String, Object> settings(Assignment assignment) {
        Size size = size(assignment);
        return Map.of(
                "features", size.features(),
                "inputs", size.inputs(),
                "density", size.density().value(),
                "learning_rates", RATES,
                "bias_starts", STARTS,
                "neurons_per_feature", WIDTHS,
                "bias_fading", size.fading(),
                "steps", size.steps(),
                "batch", size.batch(),
                "seeds", seeds(assignment));
    }

    /**
     * What is varied.
     *
     * @param rate learning rate
     * @param start where biases start; they fade where that is not 0
     * @param width neurons for each feature
     */
    record Setting(double rate, double start, double width) {

        String key(int seed) {
            return String.format(Locale.ROOT, "rate%.4f-start%.1f-width%.2f-seed%d", rate, start, width, seed);
        }
    }

    private static SequencedSet<Setting> settings() {
        SequencedSet<Setting> all = new LinkedHashSet<>();
        RATES.forEach(rate -> all.add(new Setting(rate, 0, USUAL_WIDTH)));
        STARTS.forEach(start -> all.add(new Setting(USUAL_RATE, start, USUAL_WIDTH)));
        WIDTHS.forEach(width -> all.add(new Setting(USUAL_RATE, DEEP_START, width)));
        return all;
    }

    /**
     * What is kept of a trained network.
     *
     * @param loss squared error, summed over features
     * @param biases one for each neuron
     * @param shares of each neuron's answers to single features, that to the feature it answers to most; 0 for a silent neuron
     */
    record Kept(double loss, List<Double> biases, List<Double> shares) {

        private static Kept of(Decoding decoding) {
            Polysemanticity answers = Polysemanticity.of(new FeatureDirections(decoding.responses()));
            return new Kept(
                    decoding.loss(),
                    decoding.biases(),
                    IntStream.range(0, answers.units())
                            .mapToObj(answers::strongestShare)
                            .toList());
        }
    }

    /**
     * A trained network.
     *
     * @param setting what was varied
     * @param features N
     * @param kept what it ended with
     */
    record Run(Setting setting, int features, Kept kept) {

        static boolean isMonosemantic(double share) {
            return share > Polysemanticity.MONOSEMANTIC_STRICT;
        }

        /** Monosemantic neurons for each feature. */
        double monosemantic() {
            return kept.shares().stream().filter(Run::isMonosemantic).count() / (double) features;
        }

        double meanBias() {
            return kept.biases().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
        }
    }

    @Override
    public Outcome run(Assignment assignment, Lab lab) {
        Size size = size(assignment);
        List<Run> runs = trained(size, seeds(assignment), lab);
        Verdicts verdicts = Verdicts.decidedAtPaperSize(assignment);
        judgeRates(runs, verdicts);
        judgeStarts(runs, verdicts);
        judgeWidths(runs, verdicts);
        control(size, verdicts);
        return MonosemanticityFigures.outcome(runs, verdicts.all());
    }

    private static List<Run> trained(Size size, int seeds, Lab lab) {
        List<Setting> settings = List.copyOf(settings());
        int count = settings.size() * seeds;
        // Networks of this size do not fill two cores, so they train side by side.
        Backend.threads(1);
        return lab.eachOf("monosemanticity", count, index -> {
            Setting setting = settings.get(index / seeds);
            int seed = index % seeds;
            Kept kept = lab.points().point(setting.key(seed), Kept.class, () -> Kept.of(decoding(size, setting, seed)));
            return new Run(setting, size.features(), kept);
        });
    }

    private static Decoding decoding(Size size, Setting setting, int seed) {
        Seed own = ROOT.child(seed);
        BiasStart start = new BiasStart(setting.start(), setting.start() == 0 ? 0 : size.fading());
        Recipe recipe = Recipe.adam(setting.rate())
                .withSteps(size.steps())
                .withBatch(size.batch())
                .withDecay(Decay.HALF_COSINE);
        return new NeuronDecoder(projection(size, own), size.neurons(setting.width()), start)
                .fit(SparseFeatures.uniform(size.features(), size.density()), recipe, own.child("training"));
    }

    private static FeatureDirections projection(Size size, Seed seed) {
        return FeatureDirections.random(size.features(), size.inputs(), seed.child("projection"));
    }

    private static List<Run> of(List<Run> runs, Setting setting) {
        return runs.stream().filter(run -> run.setting().equals(setting)).toList();
    }

    private static double monosemantic(List<Run> runs, Setting setting) {
        return of(runs, setting).stream()
                .mapToDouble(Run::monosemantic)
                .average()
                .orElseThrow();
    }

    private static void judgeRates(List<Run> runs, Verdicts verdicts) {
        List<Run> byRate = byRate(runs);
        double widest = 0;
        for (Run one : byRate) {
            for (Run other : byRate) {
                boolean equal = Math.abs(one.kept().loss() - other.kept().loss())
                        <= EQUAL * Math.min(one.kept().loss(), other.kept().loss());
                widest = equal ? Math.max(widest, one.monosemantic() - other.monosemantic()) : widest;
            }
        }
        verdicts.every(
                new Statement(
                        "mono.rate",
                        "At equal loss (within 5 %), networks of different learning rates differ in their monosemantic"
                                + " neurons by more than a quarter of the features (largest difference, per feature).",
                        JERMYN),
                Band.atLeast(0.25),
                widest);
    }

    private static void judgeStarts(List<Run> runs, Verdicts verdicts) {
        Setting deep = new Setting(USUAL_RATE, DEEP_START, USUAL_WIDTH);
        verdicts.every(
                new Statement(
                        "mono.start",
                        "With biases that start at -1 and fade, and two neurons for each feature, there are at least 0.9"
                                + " monosemantic neurons for each feature.",
                        JERMYN),
                Band.atLeast(0.9),
                of(runs, deep).stream().mapToDouble(Run::monosemantic).toArray());
        verdicts.every(
                new Statement(
                        "mono.start.gain",
                        "Biases that start at -1 lead to more monosemantic neurons than biases that start at 0"
                                + " (difference per feature).",
                        JERMYN),
                Band.positive(),
                monosemantic(runs, deep) - monosemantic(runs, new Setting(USUAL_RATE, 0, USUAL_WIDTH)));
        verdicts.every(
                new Statement(
                        "mono.bias",
                        "Moderate negative biases mark monosemantic minima (mean bias of the networks whose biases started"
                                + " at -1; moderate is between -1 and -0.01).",
                        JERMYN),
                new Band(-1, -0.01),
                of(runs, deep).stream().mapToDouble(Run::meanBias).toArray());
    }

    private static void judgeWidths(List<Run> runs, Verdicts verdicts) {
        List<Double> counts = WIDTHS.stream()
                .map(width -> monosemantic(runs, new Setting(USUAL_RATE, DEEP_START, width)))
                .toList();
        verdicts.every(
                new Statement(
                        "mono.width",
                        "More neurons, more of them monosemantic: their number rises with each doubling of the neurons (rise"
                                + " per feature, biases starting at -1).",
                        JERMYN),
                Band.positive(),
                IntStream.range(1, counts.size())
                        .mapToDouble(index -> counts.get(index) - counts.get(index - 1))
                        .toArray());
    }

    /** Neurons that were never trained, without biases. */
    private static void control(Size size, Verdicts verdicts) {
        FeatureDirections weights =
                FeatureDirections.random(size.inputs(), size.neurons(USUAL_WIDTH), ROOT.child("control"));
        float[] answers =
                weights.superpose(projection(size, ROOT.child(0)).matrix()).toArray();
        for (int index = 0; index < answers.length; index++) {
            answers[index] = Math.max(0, answers[index]);
        }
        Matrix responses = Matrix.of(size.features(), weights.hidden(), answers);
        verdicts.exact(
                new Statement(
                        "mono.control",
                        "Neurons that were never trained are not monosemantic (share of neurons).",
                        "control"),
                Band.atMost(0.01),
                Polysemanticity.of(new FeatureDirections(responses))
                        .monosemanticFraction(Polysemanticity.MONOSEMANTIC_STRICT));
    }

    static List<Run> byWidth(List<Run> runs) {
        return chosen(
                runs,
                WIDTHS.stream()
                        .map(width -> new Setting(USUAL_RATE, DEEP_START, width))
                        .toList());
    }

    static List<Run> byRate(List<Run> runs) {
        return chosen(
                runs,
                RATES.stream().map(rate -> new Setting(rate, 0, USUAL_WIDTH)).toList());
    }

    static List<Run> byStart(List<Run> runs) {
        return chosen(
                runs,
                STARTS.stream()
                        .map(start -> new Setting(USUAL_RATE, start, USUAL_WIDTH))
                        .toList());
    }

    private static List<Run> chosen(List<Run> runs, List<Setting> settings) {
        List<Run> all = new ArrayList<>();
        settings.forEach(setting -> all.addAll(of(runs, setting)));
        return all;
    }
}
