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
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;

/** Agreement with scikit-learn on the same arrays, where a Python with it is installed. */
class ScikitLearnTest {

    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final int SAMPLES = 4000;
    private static final int TRAINING = 3000;
    private static final int NEURONS = 24;
    private static final GaussianWorld WORLD = GaussianWorld.of(SAMPLES, NEURONS, 0.5, new Seed(30));

    private static final String PEER = """
            import sys, numpy as np
            from sklearn.linear_model import LogisticRegression, Ridge
            from sklearn.preprocessing import StandardScaler
            x = np.fromfile(sys.argv[1], '<f4').reshape(%d, %d).astype(float)
            y = np.fromfile(sys.argv[2], 'u1')
            train, test = slice(0, %d), slice(%d, None)
            scaler = StandardScaler().fit(x[train])
            z = scaler.transform(x)
            logistic = LogisticRegression(C=1, tol=1e-10, max_iter=10000).fit(z[train], y[train])
            ridge = Ridge(alpha=10).fit(z[train], y[train].astype(float))
            print(*logistic.coef_[0], logistic.intercept_[0])
            print(*logistic.decision_function(z[test]))
            print(*ridge.coef_, ridge.intercept_)
            print(*ridge.predict(z[test]))
            """.formatted(SAMPLES, NEURONS, TRAINING, TRAINING);

    private static List<double[]> peer = List.of();

    private final TrainingActivations training =
            TrainingActivations.of(WORLD.activations().rows(0, TRAINING));
    private final Concept trainingConcept = WORLD.concept().select(rows(0, TRAINING));
    private final Matrix test = WORLD.activations().rows(TRAINING, SAMPLES);

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
    void logisticProbeAgrees() {
        LinearProbe probe = new LogisticTrainer().fit(training, trainingConcept);
        double[] expected = peer.get(0);
        double[] weights = Arrays.copyOf(expected, NEURONS);
        assertTrue(cosine(weights, probe.standardizedWeights()) > 0.99999);
        assertArrayEquals(weights, probe.standardizedWeights(), 1e-3);
        assertEquals(expected[NEURONS], interceptAtMean(probe), 1e-3);
        assertArrayEquals(peer.get(1), probe.score(test), 1e-3);
    }

    @Test
    void ridgeProbeAgrees() {
        LinearProbe probe = new RidgeTrainer(10).fit(training, trainingConcept);
        double[] expected = peer.get(2);
        assertArrayEquals(Arrays.copyOf(expected, NEURONS), probe.standardizedWeights(), 1e-8);
        assertEquals(expected[NEURONS] - 0.5, interceptAtMean(probe), 1e-8);
        assertArrayEquals(
                peer.get(3),
                Arrays.stream(probe.score(test)).map(score -> score + 0.5).toArray(),
                1e-8);
    }

    private double interceptAtMean(LinearProbe probe) {
        double score = probe.intercept();
        double[] weights = probe.weights();
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            score += weights[neuron] * training.standardization().mean(neuron);
        }
        return score;
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

    private static int[] rows(int from, int to) {
        return IntStream.range(from, to).toArray();
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
