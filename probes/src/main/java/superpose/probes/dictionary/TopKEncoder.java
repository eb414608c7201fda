package superpose.probes.dictionary;

import superpose.data.Matrix;
import superpose.data.Require;

/**
 * One linear layer whose k largest outputs above zero are kept: {@code TopK(ReLU(x W^T + b))}.
 *
 * <p>Source: Gao et al. (2024), "Scaling and evaluating sparse autoencoders", section 2.3.
 */
public final class TopKEncoder implements Encoder {

    private static final int ROWS = 256;

    private final Block columns;
    private final float[] bias;
    private final int active;

    /**
     * Wraps trained weights.
     *
     * @param weights [atoms, hidden], row {@code i} reads atom {@code i}
     * @param bias [atoms], copied
     * @param active the most atoms that a sample may use, in [1, atoms]
     */
    public TopKEncoder(Matrix weights, float[] bias, int active) {
        Require.same(weights.rows(), bias.length, "encoder biases");
        Require.that(
                active >= 1 && active <= weights.rows(),
                "active atoms in [1, " + weights.rows() + "]",
                active,
                "lower the number of active atoms");
        this.columns = Block.copyOf(weights).transposed();
        this.bias = bias.clone();
        this.active = active;
    }

    @Override
    public int atoms() {
        return columns.columns;
    }

    @Override
    public int hidden() {
        return columns.rows;
    }

    @Override
    public Codes encode(Matrix centred) {
        Codes.Builder codes = new Codes.Builder(atoms());
        Block outputs = new Block(Math.min(ROWS, centred.rows()), atoms());
        LargestFew largest = new LargestFew(active);
        for (int from = 0; from < centred.rows(); from += ROWS) {
            Matrix block = centred.rows(from, Math.min(from + ROWS, centred.rows()));
            outputs.setProduct(block.toArray(), block.rows(), columns);
            for (int sample = 0; sample < block.rows(); sample++) {
                largest.select(outputs, sample, bias);
                for (int i = 0; i < largest.size(); i++) {
                    codes.add(largest.index(i), largest.value(i));
                }
                codes.endSample();
            }
        }
        return codes.build();
    }
}
