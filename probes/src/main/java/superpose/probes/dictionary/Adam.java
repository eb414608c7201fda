package superpose.probes.dictionary;

import java.util.Arrays;

/**
 * Adam over one array of parameters.
 *
 * <p>Source: Kingma and Ba (2015), "Adam: a method for stochastic optimization", algorithm 1.
 */
final class Adam {

    private static final float FIRST_DECAY = 0.9f;
    private static final float SECOND_DECAY = 0.999f;
    private static final float EPSILON = 1e-8f;

    private final float[] first;
    private final float[] second;
    private double firstPower = 1;
    private double secondPower = 1;

    Adam(int parameters) {
        this.first = new float[parameters];
        this.second = new float[parameters];
    }

    /**
     * Takes one step down the gradient.
     *
     * @param parameters [parameters]. Modified.
     */
    void step(float[] parameters, float[] gradient, double learningRate) {
        firstPower *= FIRST_DECAY;
        secondPower *= SECOND_DECAY;
        float size = (float) (learningRate / (1 - firstPower));
        float secondScale = (float) (1 / (1 - secondPower));
        for (int i = 0; i < parameters.length; i++) {
            float slope = gradient[i];
            float mean = FIRST_DECAY * first[i] + (1 - FIRST_DECAY) * slope;
            float square = SECOND_DECAY * second[i] + (1 - SECOND_DECAY) * slope * slope;
            first[i] = mean;
            second[i] = square;
            parameters[i] -= size * mean / ((float) Math.sqrt(square * secondScale) + EPSILON);
        }
    }

    /** Forgets the past of the parameters {@code [from, to)}. */
    void reset(int from, int to) {
        Arrays.fill(first, from, to, 0f);
        Arrays.fill(second, from, to, 0f);
    }
}
