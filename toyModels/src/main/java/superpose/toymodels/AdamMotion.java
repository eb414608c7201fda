package superpose.toymodels;

import java.util.List;

/**
 * A step of Adam as DL4J takes it; it remembers mean gradients and mean squares.
 *
 * <p>Source: Kingma and Ba (2015), "Adam", section 2, last paragraph: the corrections for the start are part of the rate.
 *
 * @param step the corrected rate
 */
record AdamMotion(float step) implements Motion {

    private static final double FIRST_DECAY = 0.9;
    private static final double SECOND_DECAY = 0.999;
    private static final double EPSILON = 1e-8;

    static AdamMotion of(int taken, double rate) {
        return new AdamMotion((float)
                (rate * Math.sqrt(1 - Math.pow(SECOND_DECAY, taken + 1)) / (1 - Math.pow(FIRST_DECAY, taken + 1))));
    }

    @Override
    public void move(float[] values, float[] gradients, List<float[]> memory, Range range) {
        move(values, gradients, memory.get(0), memory.get(1), range);
    }

    /** A plain loop over arrays, which the compiler turns into vectors by itself. */
    private void move(float[] values, float[] gradients, float[] first, float[] second, Range range) {
        float kept = range.kept();
        for (int i = range.from(); i < range.to(); i++) {
            float gradient = gradients[i];
            float mean = (float) FIRST_DECAY * first[i] + (float) (1 - FIRST_DECAY) * gradient;
            float square = (float) SECOND_DECAY * second[i] + (float) (1 - SECOND_DECAY) * gradient * gradient;
            first[i] = mean;
            second[i] = square;
            values[i] = kept * values[i] - step * mean / ((float) Math.sqrt(square) + (float) EPSILON);
        }
    }
}
