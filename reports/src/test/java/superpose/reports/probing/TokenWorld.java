package superpose.reports.probing;

import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Labels;
import superpose.data.Matrix;
import superpose.data.Partition;
import superpose.data.Seed;
import superpose.probes.linear.ThreePartTask;

/**
 * Test rows: texts of 20 tokens from a small vocabulary.
 *
 * @param tokens which rows have the same token
 * @param groups which rows are of one text
 */
record TokenWorld(Groups tokens, Groups groups) {

    private static final int LENGTH = 20;

    static TokenWorld of(int texts, int vocabulary, Seed seed) {
        RandomGenerator generator = seed.generator();
        int[] tokens = IntStream.range(0, texts * LENGTH)
                .map(row -> generator.nextInt(vocabulary))
                .toArray();
        int[] textOf =
                IntStream.range(0, tokens.length).map(row -> row / LENGTH).toArray();
        return new TokenWorld(Groups.byNumber(tokens), Groups.byNumber(textOf));
    }

    int rows() {
        return tokens.samples();
    }

    RowFacts facts() {
        int[] positions = IntStream.range(0, rows()).map(row -> row % LENGTH).toArray();
        return RowFacts.of(tokens.ids(), positions);
    }

    /** Every token has the concept or not, wherever it comes. */
    Concept ofTokens(int every) {
        boolean[] present = new boolean[rows()];
        for (int row = 0; row < present.length; row++) {
            present[row] = tokens.of(row) % every == 0;
        }
        return Concept.of("of tokens", present);
    }

    /** Half of the rows, whatever their token. */
    Concept ofNothing(Seed seed) {
        RandomGenerator generator = seed.generator();
        boolean[] present = new boolean[rows()];
        for (int row = 0; row < present.length; row++) {
            present[row] = generator.nextBoolean();
        }
        return Concept.of("of nothing", present);
    }

    /** A neuron for each token, and a little noise: everything of a token can be known by heart. */
    Matrix oneHot(Seed seed) {
        int neurons = tokens.count();
        float[] values = GaussianWorld.noise(rows(), neurons, seed).toArray();
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.01f * values[i] + (tokens.of(i / neurons) == i % neurons ? 1 : 0);
        }
        return Matrix.of(rows(), neurons, values);
    }

    /** Noise, with the concept added to some neurons. */
    Matrix carrying(Concept concept, int neurons, double shift, int... carriers) {
        float[] values = GaussianWorld.noise(rows(), neurons, new Seed(99)).toArray();
        for (int row = 0; row < rows(); row++) {
            for (int carrier : carriers) {
                values[row * neurons + carrier] += concept.in(row) ? (float) shift : 0;
            }
        }
        return Matrix.of(rows(), neurons, values);
    }

    ThreePartTask task(Matrix activations, Concept concept) {
        return ThreePartTask.of(new Activations("world", activations, "test"), concept, partition(concept));
    }

    Partition partition(Concept concept) {
        boolean[] present = new boolean[rows()];
        for (int row = 0; row < present.length; row++) {
            present[row] = concept.in(row);
        }
        return Partition.of(groups, Labels.binary(concept.name(), present), new Seed(5));
    }
}
