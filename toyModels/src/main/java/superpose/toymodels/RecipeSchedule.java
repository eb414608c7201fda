package superpose.toymodels;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * The learning rate of a recipe as a DL4J schedule; DL4J counts steps from 0 and writes the record to JSON.
 *
 * @param rate how it climbs and falls
 * @param steps length of the training
 */
record RecipeSchedule(LearningRate rate, int steps) implements ISchedule {

    @JsonCreator
    static RecipeSchedule of(@JsonProperty("rate") LearningRate rate, @JsonProperty("steps") int steps) {
        return new RecipeSchedule(rate, steps);
    }

    static RecipeSchedule of(Recipe recipe) {
        return new RecipeSchedule(recipe.learningRate(), recipe.steps());
    }

    @Override
    public double valueAt(int iteration, int epoch) {
        return rate.at(iteration, steps);
    }

    @Override
    @SuppressWarnings("MethodDoesntCallSuperMethod")
    public RecipeSchedule clone() {
        return this;
    }
}
