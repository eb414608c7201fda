package superpose.probes.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Seed;

/** Agreement of discriminants, support vector machines and sparse probes with scikit-learn, where it is installed. */
class ScikitLearnKindsTest {

    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final int SAMPLES = 2500;
    private static final int NEURONS = 30;
    private static final GaussianWorld WORLD = GaussianWorld.of(SAMPLES, NEURONS, 0.3, new Seed(90));
    private static final double[] CS = {0.004, 0.02, 0.2, 5};

    private static final String PEER = String.format(Locale.ROOT, """
            import sys, numpy as np
            from sklearn.covariance import ledoit_wolf_shrinkage
            from sklearn.discriminant_analysis import LinearDiscriminantAnalysis
            from sklearn.feature_selection import f_classif
            from sklearn.linear_model import LogisticRegression
            from sklearn.svm import LinearSVC
            x = np.fromfile(sys.argv[1], '<f4').reshape(%d, %d).astype(float)
            y = np.fromfile(sys.argv[2], 'u1')
            z = (x - x.mean(0)) / x.std(0)
            lda = LinearDiscriminantAnalysis(solver='lsqr', shrinkage=0.3).fit(z, y)
            print(*lda.coef_[0], lda.intercept_[0])
            c = z.copy()
            for k in 0, 1:
                c[y == k] -= c[y == k].mean(0)
            print(ledoit_wolf_shrinkage(c, assume_centered=True))
            print(*(np.linalg.pinv(c.T @ c / len(c)) @ (z[y == 1].mean(0) - z[y == 0].mean(0))))
            svm = LinearSVC(C=0.01, dual=False, tol=1e-10, max_iter=100000, intercept_scaling=1000).fit(z, y)
            print(*svm.coef_[0], svm.intercept_[0])
            for ratio in 1, 0.4:
                for c in %s:
                    fit = LogisticRegression(penalty='elasticnet', solver='saga', C=c, l1_ratio=ratio, tol=1e-9,
                                             max_iter=20000, random_state=0).fit(z, y)
                    print(*fit.coef_[0], fit.intercept_[0])
            print(*f_classif(z, y)[0])
            """, SAMPLES, NEURONS, Arrays.toString(CS));

    private static List<double[]> peer = List.of();

    private final TrainingActivations training = TrainingActivations.of(WORLD.activations());

    @BeforeAll
    static void runPeer(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Files.isExecutable(PYTHON), "no Python at " + PYTHON);
        assumeTrue(succeeds(folder, "import numpy, sklearn"), "Python has no scikit-learn");
        ByteBuffer values = ByteBuffer.allocate(SAMPLES * NEURONS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : WORLD.activations().toArray()) {
            values.putFloat(value);
        }
        Path x = Files.write(folder.resolve("x"), values.array());
        byte[] labels = new byte[SAMPLES];
        for (int sample = 0; sample < SAMPLES; sample++) {
            labels[sample] = (byte) (WORLD.concept().in(sample) ? 1 : 0);
        }
        Path y = Files.write(folder.resolve("y"), labels);
        assertTrue(succeeds(folder, PEER, x.toString(), y.toString()), "scikit-learn failed");
        peer = Files.readAllLines(folder.resolve("out")).stream()
                .map(line -> Arrays.stream(line.split(" "))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    @Test
    void shrunkDiscriminantAgrees() {
        LinearProbe probe = new LdaTrainer(new Shrinkage.Given(0.3), LdaTrainer.Threshold.SHARES_OF_CLASSES)
                .fit(training, WORLD.concept());
        assertArrayEquals(Arrays.copyOf(peer.get(0), NEURONS), probe.standardizedWeights(), 1e-8);
        assertEquals(peer.get(0)[NEURONS], interceptAtMean(probe), 1e-8);
    }

    @Test
    void shrinkageOfLedoitAndWolfAgrees() {
        double share =
                new Shrinkage.LedoitWolf().of(WithinClasses.of(training, WORLD.concept()), training, WORLD.concept());
        assertEquals(peer.get(1)[0], share, 1e-10);
    }

    @Test
    void whitenedDifferenceOfMeansIsThePseudoInverseTimesTheDifference() {
        LinearProbe probe = LdaTrainer.whitenedMeanDifference().fit(training, WORLD.concept());
        assertArrayEquals(peer.get(2), probe.standardizedWeights(), 1e-8);
    }

    @Test
    void supportVectorMachineAgrees() {
        LinearProbe probe = new SvmTrainer(0.01).fit(training, WORLD.concept());
        assertArrayEquals(Arrays.copyOf(peer.get(3), NEURONS), probe.standardizedWeights(), 1e-5);
        assertEquals(peer.get(3)[NEURONS], interceptAtMean(probe), 1e-5);
    }

    @Test
    void sparseProbesAgreeInObjectiveAndInWhatTheyRead() {
        int line = 4;
        for (double ratio : new double[] {1, 0.4}) {
            List<LinearProbe> path = new SparseLogisticTrainer(1, ratio).path(training, WORLD.concept(), CS);
            for (int i = 0; i < CS.length; i++) {
                double[] theirs = peer.get(line++);
                double[] ours = Arrays.copyOf(path.get(i).standardizedWeights(), NEURONS + 1);
                ours[NEURONS] = interceptAtMean(path.get(i));
                double loss = objective(theirs, CS[i], ratio);
                assertEquals(loss, objective(ours, CS[i], ratio), 1e-5 * loss);
                // Theirs stops a little above the least.
                assertTrue(objective(ours, CS[i], ratio) <= loss * (1 + 1e-10));
                for (int neuron = 0; neuron < NEURONS; neuron++) {
                    assertEquals(Math.abs(theirs[neuron]) > 1e-6, Math.abs(ours[neuron]) > 1e-6, "neuron " + neuron);
                }
            }
        }
    }

    /** Two classes: F = (n - 2) r^2 / (1 - r^2) with r^2 = p (1 - p) d^2, so F ranks neurons as the difference d does. */
    @Test
    void theFStatisticRanksNeuronsAsTheDifferenceOfMeansDoes() {
        double[] f = peer.getLast();
        int[] order = NeuronOrder.bestFirst(training, WORLD.concept()).first(NEURONS);
        for (int i = 1; i < NEURONS; i++) {
            assertTrue(f[order[i - 1]] >= f[order[i]]);
        }
    }

    private double objective(double[] point, double c, double ratio) {
        double loss = 0;
        float[] row = new float[NEURONS];
        Standardization known = training.standardization();
        for (int sample = 0; sample < SAMPLES; sample++) {
            WORLD.activations().copyRow(sample, row, 0);
            double score = point[NEURONS];
            for (int neuron = 0; neuron < NEURONS; neuron++) {
                score += point[neuron] * (row[neuron] - known.mean(neuron)) * known.scale(neuron);
            }
            loss += c * Math.log1p(Math.exp(WORLD.concept().in(sample) ? -score : score));
        }
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            loss += ratio * Math.abs(point[neuron]) + (1 - ratio) / 2 * point[neuron] * point[neuron];
        }
        return loss;
    }

    private double interceptAtMean(LinearProbe probe) {
        double score = probe.intercept();
        double[] weights = probe.weights();
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            score += weights[neuron] * training.standardization().mean(neuron);
        }
        return score;
    }

    private static boolean succeeds(Path folder, String code, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PYTHON.toString(), "-c", code));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroy();
            return false;
        }
        return process.exitValue() == 0;
    }
}
