package superpose.data;

import java.util.Arrays;

/** A number that belongs to each sample, such as a year or a position: what a regression probe is asked to read. */
public final class Quantity {

    private final String name;
    private final double[] values;

    private Quantity(String name, double[] values) {
        this.name = name;
        this.values = values;
    }

    /**
     * Names a quantity and says how much of it each sample has.
     *
     * @param name for tables and messages, such as {@code year}
     * @param values [samples], finite; rows without a value are to be left out beforehand
     * @throws BadInputException if a value is not finite
     */
    public static Quantity of(String name, double... values) {
        for (int sample = 0; sample < values.length; sample++) {
            Require.that(
                    Double.isFinite(values[sample]),
                    "a finite " + name + " for every sample",
                    values[sample] + " for sample " + sample,
                    "leave samples without a value out");
        }
        return new Quantity(name, values.clone());
    }

    /** Returns the name of the quantity. */
    public String name() {
        return name;
    }

    /** Returns the number of samples. */
    public int samples() {
        return values.length;
    }

    /** Returns how much of it a sample has. */
    public double of(int sample) {
        return values[sample];
    }

    /** Returns all values, [samples]; a copy. */
    public double[] values() {
        return values.clone();
    }

    /** Returns the values as a column, [samples, 1], rounded to float32. */
    public Matrix asColumn() {
        float[] column = new float[values.length];
        for (int sample = 0; sample < column.length; sample++) {
            column[sample] = (float) values[sample];
        }
        return Matrix.of(column.length, 1, column);
    }

    /** Returns the quantity of chosen samples, in the given order. */
    public Quantity select(int[] samples) {
        double[] chosen = new double[samples.length];
        for (int i = 0; i < samples.length; i++) {
            chosen[i] = values[Require.index(samples[i], values.length, "sample with a " + name)];
        }
        return new Quantity(name, chosen);
    }

    /** Returns the same values dealt to the samples at random: a quantity that is nowhere in the activations. */
    public Quantity shuffled(Seed seed) {
        return select(seed.permutation(values.length));
    }

    /**
     * Checks that not all samples have the same value, as far as float32 can tell.
     *
     * @param rows which rows these are, for the message, such as "training rows"
     * @return this quantity
     */
    public Quantity requireVarying(String rows) {
        boolean varies = Arrays.stream(values).anyMatch(value -> (float) value != (float) values[0]);
        Require.that(
                varies,
                rows + " with more than one value of " + name,
                values.length == 0 ? "no rows" : values[0] + " in each of " + values.length,
                "split the samples otherwise or leave this quantity out");
        return this;
    }
}
