package superpose.probes.dictionary;

import java.util.random.RandomGenerator;
import superpose.data.Matrix;

/** What a dictionary leaves of a batch, {@code x - x^}: the source of new directions for unused atoms. */
final class Remainders {

    /** [samples, hidden]. */
    private final Block left;

    /** Running sum of squared lengths, [samples]. */
    private final double[] cumulative;

    /** Takes what is left of each sample, [samples, hidden]; not copied. */
    Remainders(Block left) {
        this.left = left;
        this.cumulative = new double[left.rows];
        double sum = 0;
        for (int sample = 0; sample < left.rows; sample++) {
            sum += left.squaredNorm(sample);
            cumulative[sample] = sum;
        }
    }

    /** Subtracts from each sample of a batch the atoms of its code. */
    static Remainders of(Matrix batch, Codes codes, Block atoms) {
        Block left = Block.copyOf(batch);
        for (int sample = 0; sample < left.rows; sample++) {
            for (int i = 0; i < codes.active(sample); i++) {
                int atomAt = codes.atom(sample, i) * atoms.columns;
                left.addScaled(-codes.value(sample, i), atoms.values, atomAt, sample * left.columns);
            }
        }
        return new Remainders(left);
    }

    /** Returns the summed squared length. */
    double squaredError() {
        return cumulative.length == 0 ? 0 : cumulative[cumulative.length - 1];
    }

    /** Draws a sample in proportion to the squared length of what is left of it. */
    int draw(RandomGenerator generator) {
        double drawn = generator.nextDouble() * squaredError();
        int sample = 0;
        while (sample < left.rows - 1 && cumulative[sample] <= drawn) {
            sample++;
        }
        return sample;
    }

    /** Returns the direction of what is left of a sample, [hidden], of length one; zeros where nothing is left. */
    float[] direction(int sample) {
        return left.direction(sample);
    }

    /** Returns the mean squared coefficient that a new atom of this direction would carry; counts positive ones only. */
    double energyAlong(float[] direction) {
        double sum = 0;
        for (int sample = 0; sample < left.rows; sample++) {
            double coefficient = Block.dot(left.values, sample * left.columns, direction, 0, direction.length);
            sum += coefficient > 0 ? coefficient * coefficient : 0;
        }
        return sum / left.rows;
    }
}
