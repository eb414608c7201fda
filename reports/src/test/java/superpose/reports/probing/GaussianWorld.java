package superpose.reports.probing;

import java.util.random.RandomGenerator;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;

/** Test samples: correlated Gaussian neurons with unlike means and scales, and a concept that shifts some of them. */
record GaussianWorld(Matrix activations, Concept concept) {

    /**
     * @param shift by how many of its own deviations every third neuron moves where the concept is
     */
    static GaussianWorld of(int samples, int neurons, double shift, Seed seed) {
        RandomGenerator generator = seed.generator();
        float[] values = new float[samples * neurons];
        boolean[] present = new boolean[samples];
        for (int sample = 0; sample < samples; sample++) {
            present[sample] = generator.nextDouble() < 0.3;
            double common = generator.nextGaussian();
            for (int neuron = 0; neuron < neurons; neuron++) {
                double moved = present[sample] && neuron % 3 == 0 ? shift : 0;
                double unit = generator.nextGaussian() + 0.7 * common + moved;
                values[sample * neurons + neuron] = (float) (10 * neuron - 5 + (1 + neuron) * unit);
            }
        }
        return new GaussianWorld(Matrix.of(samples, neurons, values), Concept.of("shifted", present));
    }

    static Matrix noise(int rows, int columns, Seed seed) {
        RandomGenerator generator = seed.generator();
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) generator.nextGaussian();
        }
        return Matrix.of(rows, columns, values);
    }
}
