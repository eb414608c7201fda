package superpose.probes.model;

import java.util.Arrays;
import java.util.Locale;
import superpose.data.BadInputException;
import superpose.data.Require;

/**
 * How the numbers of an image become those that a model was trained on: {@code (value / scale - mean) / deviation}, for each
 * channel or for all alike. It is never guessed, since a wrong one gives wrong activations without any error.
 */
public final class Normalization {

    private final float scale;
    private final float[] means;
    private final float[] deviations;

    private Normalization(float scale, float[] means, float[] deviations) {
        this.scale = scale;
        this.means = means;
        this.deviations = deviations;
    }

    /** Leaves the numbers as they are. */
    public static Normalization none() {
        return new Normalization(1, new float[] {0}, new float[] {1});
    }

    /**
     * Reads a normalisation: {@code none}, {@code unit} (a byte divided by 255), or mean and standard deviation of that, as
     * in {@code 0.1307,0.3081}; of several channels as in {@code 0.485:0.456:0.406,0.229:0.224:0.225}.
     */
    public static Normalization parse(String text) {
        if (text.equals("none")) {
            return none();
        }
        if (text.equals("unit")) {
            return new Normalization(255, new float[] {0}, new float[] {1});
        }
        String[] parts = text.split(",", -1);
        try {
            if (parts.length == 2) {
                float[] means = numbers(parts[0]);
                float[] deviations = numbers(parts[1]);
                Require.same(means.length, deviations.length, "standard deviations in a normalisation");
                for (float deviation : deviations) {
                    Require.positive(deviation, "standard deviation");
                }
                return new Normalization(255, means, deviations);
            }
        } catch (NumberFormatException e) {
            throw malformed(text);
        }
        throw malformed(text);
    }

    private static BadInputException malformed(String text) {
        return new BadInputException(
                "a normalisation: none, unit, or MEAN,DEVIATION", text, "as in 0.1307,0.3081; channels with colons");
    }

    private static float[] numbers(String text) {
        String[] parts = text.split(":", -1);
        float[] numbers = new float[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Float.parseFloat(parts[i]);
            if (!Float.isFinite(numbers[i])) {
                throw malformed(text);
            }
        }
        return numbers;
    }

    /**
     * Normalises images.
     *
     * @param values [images, channels, size]. Modified.
     * @param size numbers in a channel of an image
     */
    void apply(float[] values, int channels, int size) {
        Require.that(
                means.length == 1 || means.length == channels,
                "a normalisation of " + channels + " channels",
                means.length,
                "give one number for each, or one for all");
        for (int at = 0; at < values.length; at++) {
            int channel = means.length == 1 ? 0 : at / size % channels;
            values[at] = (values[at] / scale - means[channel]) / deviations[channel];
        }
    }

    /** Returns the formula, as a run records it. */
    @Override
    public String toString() {
        return scale == 1 && means.length == 1 && means[0] == 0
                ? "none"
                : String.format(Locale.ROOT, "(x / %s - %s) / %s", scale, text(means), text(deviations));
    }

    private static String text(float[] numbers) {
        return numbers.length == 1
                ? Float.toString(numbers[0])
                : Arrays.toString(numbers).replace(", ", ":");
    }
}
