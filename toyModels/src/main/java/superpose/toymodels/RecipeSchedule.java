package superpose.toymodels;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The learning rate of a recipe as a DL4J schedule; DL4J counts steps from 0 and writes the record to JSON.
 *
 * @param initial the rate of the first step
 * @param decay how it falls
 * @param steps length of the training
 */
record RecipeSchedule(double initial, Decay decay, int steps) implements ISchedule {

    @JsonCreator
    static RecipeSchedule of(
            @JsonProperty("initial") double initial,
            @JsonProperty("decay") Decay decay,
            @JsonProperty("steps") int steps) {
        return new RecipeSchedule(initial, decay, steps);
    }

    static RecipeSchedule of(Recipe recipe) {
        return new RecipeSchedule(
                recipe.learningRate().initial(), recipe.learningRate().decay(), recipe.steps());
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return new LearningRate(initial, decay).at(iteration, steps);
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public RecipeSchedule clone() {
        return this;
    }
}
