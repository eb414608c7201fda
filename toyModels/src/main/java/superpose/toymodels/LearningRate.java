package superpose.toymodels;

import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import superpose.data.Require;

/**
 * A learning rate: how it climbs at first, and how it falls then.
 *
 * @param initial the rate that it falls from, above 0
 * @param decay how it falls over the steps after the warm-up
 * @param warmUp steps in which it climbs to {@code initial} in equal parts; with 0 or 1 it starts there
 * @param floor share of {@code initial} that the decay ends at where it would end at zero, in [0, 1]
 */
public record LearningRate(double initial, Decay decay, int warmUp, double floor) {

    /** Checks the rate, the warm-up and the floor. */
    public LearningRate {
        Require.positive(initial, "a learning rate");
        Require.notNegative(warmUp, "steps of warm-up");
        Require.that(floor >= 0 && floor <= 1, "a floor in [0, 1]", floor, "give a share of the learning rate");
    }

    /** A rate that starts where it falls from, and falls as far as its decay takes it. */
    public LearningRate(double initial, Decay decay) {
        this(initial, decay, 0, 0);
    }

    /** A rate that stays as it is. */
    public static LearningRate constant(double rate) {
        return new LearningRate(rate, Decay.CONSTANT);
    }

    @JsonCreator
    static LearningRate fromJson(
            @JsonProperty("initial") double initial,
            @JsonProperty("decay") Decay decay,
            @JsonProperty("warmUp") int warmUp,
            @JsonProperty("floor") double floor) {
        return new LearningRate(initial, decay, warmUp, floor);
    }

    /** Returns the same rate, falling in another way. */
    public LearningRate withDecay(Decay other) {
        return new LearningRate(initial, other, warmUp, floor);
    }

    /** Returns the same rate after a climb of so many steps. */
    public LearningRate withWarmUp(int steps) {
        return new LearningRate(initial, decay, steps, floor);
    }

    /** Returns the same rate, falling to a share of itself and not to zero. */
    public LearningRate withFloor(double share) {
        return new LearningRate(initial, decay, warmUp, share);
    }

    /**
     * Returns the rate at a step of a training of so many steps: {@code initial * (t + 1) / warmUp} while that is less than
     * {@code initial}, then {@code initial * (floor + (1 - floor) * decay)}.
     *
     * @param step t, from 0
     */
    public double at(int step, int steps) {
        if (step + 1 < warmUp) {
            return initial * (step + 1) / warmUp;
        }
        // The last step of the climb is the first of the fall.
        int climb = Math.max(0, warmUp - 1);
        return initial * (floor + (1 - floor) * decay.factor(step - climb, steps - climb));
    }
}
