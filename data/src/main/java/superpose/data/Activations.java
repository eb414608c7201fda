package superpose.data;

import java.util.Arrays;

/**
 * What a model's neurons did on a number of samples, and where that came from.
 *
 * @param name short name for tables and figures, such as {@code blocks.2.hook_resid_post}
 * @param values [samples, neurons]
 * @param origin where the values come from: a file, or the model that made them
 */
public record Activations(String name, Matrix values, String origin) {

    /**
     * Checks that every value is finite.
     *
     * @return these activations
     */
    public Activations requireFinite() {
        float[] row = new float[values.columns()];
        long bad = 0;
        String first = "";
        for (int sample = 0; sample < values.rows(); sample++) {
            values.copyRow(sample, row, 0);
            for (int neuron = 0; neuron < row.length; neuron++) {
                if (!Float.isFinite(row[neuron])) {
                    if (bad++ == 0) {
                        first = row[neuron] + " at row " + sample + ", column " + neuron;
                    }
                }
            }
        }
        Require.that(
                bad == 0,
                "finite activations in " + name,
                bad + " that are not, the first " + first,
                "remove those rows or write the activations again in float32");
        return this;
    }

    /**
     * Checks that at least one neuron differs between samples.
     *
     * @return these activations
     */
    public Activations requireVarying() {
        float[] first = values.row(0);
        float[] row = new float[first.length];
        for (int sample = 1; sample < values.rows(); sample++) {
            values.copyRow(sample, row, 0);
            if (!Arrays.equals(first, row)) {
                return this;
            }
        }
        throw new BadInputException(
                "a neuron that varies in " + origin,
                "the same " + first.length + " values in every row",
                "check which tensor was written to it");
    }

    /** Returns the number of samples. */
    public int samples() {
        return values.rows();
    }

    /** Returns the number of neurons. */
    public int neurons() {
        return values.columns();
    }
}
