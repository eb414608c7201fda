package superpose.reports.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.io.NpyFile;

/**
 * The rows that probes are timed on: neurons with shared factors and unlike scales, labels that a tenth of the neurons tell
 * of, with noise and at unlike rates, and targets that all neurons tell of.
 */
final class ProbeWorld {

    private static final Seed SEED = new Seed(0).child("bench probes");
    private static final int FACTORS = 16;
    private static final double LOADING = 0.3;
    private static final double TELLING = 0.1;
    private static final double RAREST = -4;

    private final Size size;
    private final float[] values;
    private final float[] labels;
    private final float[] targets;

    /**
     * How large it is.
     *
     * @param training rows that probes are fitted to
     * @param test rows that follow them
     * @param labels how many labels, and how many targets
     */
    record Size(int training, int test, int neurons, int labels) {

        int rows() {
            return training + test;
        }

        /** Returns the training rows and the neurons, as in {@code 20000x512}. */
        String words() {
            return training + "x" + neurons;
        }
    }

    /** Draws all of it. */
    ProbeWorld(Size size) {
        this.size = size;
        RandomGenerator generator = SEED.generator();
        double[] loadings = gaussians(generator, FACTORS * size.neurons(), LOADING);
        double[] units = new double[size.rows() * size.neurons()];
        for (int row = 0; row < size.rows(); row++) {
            double[] factors = gaussians(generator, FACTORS, 1);
            for (int neuron = 0; neuron < size.neurons(); neuron++) {
                double unit = generator.nextGaussian();
                for (int factor = 0; factor < FACTORS; factor++) {
                    unit += factors[factor] * loadings[factor * size.neurons() + neuron];
                }
                units[row * size.neurons() + neuron] = unit;
            }
        }
        this.labels = labels(generator, units);
        this.targets = targets(generator, units);
        this.values = new float[units.length];
        for (int i = 0; i < units.length; i++) {
            int neuron = i % size.neurons();
            values[i] = (float) (3 + (1 + neuron % 7) * units[i]);
        }
    }

    private static double[] gaussians(RandomGenerator generator, int count, double deviation) {
        return IntStream.range(0, count)
                .mapToDouble(any -> deviation * generator.nextGaussian())
                .toArray();
    }

    private float[] labels(RandomGenerator generator, double[] units) {
        float[] drawn = new float[size.rows() * size.labels()];
        for (int label = 0; label < size.labels(); label++) {
            double[] direction = IntStream.range(0, size.neurons())
                    .mapToDouble(any -> generator.nextDouble() < TELLING ? generator.nextGaussian() : 0)
                    .toArray();
            double length = Math.sqrt(product(direction, 0, direction) + 1e-9);
            double offset = RAREST * generator.nextDouble();
            for (int row = 0; row < size.rows(); row++) {
                double margin = 2 * product(units, row * size.neurons(), direction) / length + offset;
                boolean present = generator.nextDouble() < 1 / (1 + Math.exp(-margin));
                drawn[row * size.labels() + label] = present ? 1 : 0;
            }
        }
        return drawn;
    }

    private float[] targets(RandomGenerator generator, double[] units) {
        float[] drawn = new float[size.rows() * size.labels()];
        for (int target = 0; target < size.labels(); target++) {
            double[] direction = gaussians(generator, size.neurons(), 1);
            for (int row = 0; row < size.rows(); row++) {
                double told = product(units, row * size.neurons(), direction) / Math.sqrt(size.neurons());
                drawn[row * size.labels() + target] = (float) (told + generator.nextGaussian());
            }
        }
        return drawn;
    }

    private static double product(double[] values, int from, double[] direction) {
        double sum = 0;
        for (int i = 0; i < direction.length; i++) {
            sum += values[from + i] * direction[i];
        }
        return sum;
    }

    Size size() {
        return size;
    }

    /** Returns the rows that probes are fitted to. */
    Matrix training() {
        return Matrix.of(size.rows(), size.neurons(), values).rows(0, size.training());
    }

    /** Returns the rows that follow them. */
    Matrix test() {
        return Matrix.of(size.rows(), size.neurons(), values).rows(size.training(), size.rows());
    }

    /** Returns the labels of the training rows. */
    List<Concept> trainingConcepts() {
        return concepts(0, size.training());
    }

    /** Returns the labels of the test rows. */
    List<Concept> testConcepts() {
        return concepts(size.training(), size.rows());
    }

    private List<Concept> concepts(int from, int to) {
        List<Concept> concepts = new ArrayList<>();
        for (int label = 0; label < size.labels(); label++) {
            boolean[] present = new boolean[to - from];
            for (int row = from; row < to; row++) {
                present[row - from] = labels[row * size.labels() + label] > 0;
            }
            concepts.add(Concept.of("label " + label, present));
        }
        return concepts;
    }

    /** Returns the targets of the training rows, [training, labels]. */
    Matrix trainingTargets() {
        return Matrix.of(size.rows(), size.labels(), targets).rows(0, size.training());
    }

    /** Writes the rows, labels and targets where the peer reads them. */
    void write(Path folder) {
        NpyFile.write(folder.resolve("x.npy"), Matrix.of(size.rows(), size.neurons(), values));
        NpyFile.write(folder.resolve("y.npy"), Matrix.of(size.rows(), size.labels(), labels));
        NpyFile.write(folder.resolve("t.npy"), Matrix.of(size.rows(), size.labels(), targets));
    }
}
