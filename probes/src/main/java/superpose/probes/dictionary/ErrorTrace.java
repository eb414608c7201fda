package superpose.probes.dictionary;

import java.util.ArrayList;
import java.util.List;

/** Collects the mean squared error of each twentieth of a training. */
final class ErrorTrace {

    private static final int PARTS = 20;

    private final int steps;
    private final List<Double> errors = new ArrayList<>();
    private int step;
    private double sum;
    private long samples;

    ErrorTrace(int steps) {
        this.steps = steps;
    }

    /** Adds the summed squared error of one step. */
    void add(double squaredError, int samplesOfStep) {
        sum += squaredError;
        samples += samplesOfStep;
        long before = (long) step * PARTS / steps;
        step++;
        if ((long) step * PARTS / steps > before) {
            errors.add(sum / samples);
            sum = 0;
            samples = 0;
        }
    }

    List<Double> errors() {
        return List.copyOf(errors);
    }
}
