package superpose.reports.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.analysis.detection.Auroc;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.io.NpyFile;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.LinearProbes;
import superpose.probes.linear.LogisticTrainer;
import superpose.probes.linear.RidgeProbe;
import superpose.probes.linear.RidgeTrainer;
import superpose.probes.linear.TrainingActivations;

/** The fits that are timed, from the raw rows to the last coefficient, and how far they agree with the peer's. */
final class ProbeRun {

    private static final LogisticTrainer LOGISTIC = new LogisticTrainer(1);
    private static final RidgeTrainer RIDGE = new RidgeTrainer(1);

    private final ProbeWorld world;
    private final Matrix training;
    private final List<Concept> concepts;
    private final Matrix targets;

    ProbeRun(ProbeWorld world) {
        this.world = world;
        this.training = world.training();
        this.concepts = world.trainingConcepts();
        this.targets = world.trainingTargets();
    }

    /** Returns the seconds that one logistic probe takes. */
    double one() {
        return seconds(() -> LOGISTIC.fit(training, concepts.getFirst()));
    }

    /** Returns the seconds that a logistic probe of every label takes. */
    double many() {
        return seconds(this::probes);
    }

    /** Returns the seconds that a ridge regression of every target takes. */
    double ridge() {
        return seconds(() -> RIDGE.fit(training, targets));
    }

    /**
     * Returns the seconds that one logistic probe takes on some of the rows when none of them may be kept in memory.
     *
     * @param rows how many of the training rows
     */
    double streamed(int rows) {
        int[] first = IntStream.range(0, rows).toArray();
        Matrix some = training.rows(0, rows);
        Concept concept = concepts.getFirst().select(first);
        return seconds(() -> LOGISTIC.fit(TrainingActivations.keeping(some, 0), concept));
    }

    private List<LinearProbe> probes() {
        return LOGISTIC.fitAll(TrainingActivations.of(training), concepts);
    }

    private static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    /**
     * How far apart two libraries are on the same rows.
     *
     * @param auroc largest difference of a label's AUROC on the test rows
     * @param cosine least cosine of a logistic probe's coefficients
     * @param ridgeCosine least cosine of a target's coefficients
     */
    record Agreement(double auroc, double cosine, double ridgeCosine) {}

    /** Compares with what the peer left in the folder. */
    Agreement agreement(Path folder) {
        List<LinearProbe> probes = probes();
        Matrix weights = NpyFile.read(folder.resolve("peer-weights.npy")).matrix();
        Matrix peerScores = NpyFile.read(folder.resolve("peer-scores.npy")).matrix();
        Matrix ridgeWeights = NpyFile.read(folder.resolve("peer-ridge.npy")).matrix();
        List<double[]> scores = LinearProbes.score(world.test(), probes);
        List<Concept> truth = world.testConcepts();
        RidgeProbe ridge = RIDGE.fit(training, targets);
        return new Agreement(
                each(label -> Math.abs(Auroc.of(scores.get(label), truth.get(label))
                                - Auroc.of(doubles(peerScores.column(label)), truth.get(label))))
                        .max()
                        .orElseThrow(),
                each(label -> cosine(probes.get(label).standardizedWeights(), doubles(weights.row(label))))
                        .min()
                        .orElseThrow(),
                each(target -> cosine(ridge.target(target).standardizedWeights(), doubles(ridgeWeights.row(target))))
                        .min()
                        .orElseThrow());
    }

    private DoubleStream each(IntToDoubleFunction measure) {
        return IntStream.range(0, concepts.size()).mapToDouble(measure);
    }

    private static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static double cosine(double[] a, double[] b) {
        double product = 0;
        double squaresA = 0;
        double squaresB = 0;
        for (int i = 0; i < a.length; i++) {
            product += a[i] * b[i];
            squaresA += a[i] * a[i];
            squaresB += b[i] * b[i];
        }
        return product / Math.sqrt(squaresA * squaresB);
    }
}
