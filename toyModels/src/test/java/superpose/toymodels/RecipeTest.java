package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;

class RecipeTest {

    @Test
    void schedulesHitTheirClosedForms() {
        Recipe recipe = Recipe.adam(0.01).withSteps(101);
        assertEquals(0.01, rate(recipe, 77));
        assertEquals(0.01 * (1 - 77.0 / 101), rate(recipe.withDecay(Decay.LINEAR), 77), 1e-15);
        assertEquals(0.01 / Math.sqrt(2), rate(recipe.withDecay(Decay.COSINE), 50), 1e-15);
        assertEquals(0.01, rate(recipe.withDecay(Decay.COSINE), 0), 1e-15);
        assertEquals(0, rate(recipe.withDecay(Decay.COSINE), 100), 1e-15);
    }

    @Test
    void ratesNeverBecomeNegative() {
        for (Decay decay : Decay.values()) {
            for (int step = 0; step < 10; step++) {
                double factor = decay.factor(step, 3);
                assertEquals(Math.clamp(factor, 0, 1), factor, decay + " at " + step);
            }
        }
    }

    @Test
    void recipesThatCannotTrainAreRefused() {
        assertThrows(BadInputException.class, () -> Recipe.adam(0));
        assertThrows(BadInputException.class, () -> Recipe.adam(1e-3).withSteps(0));
        assertThrows(BadInputException.class, () -> Recipe.adam(1e-3).withBatch(0));
        assertThrows(BadInputException.class, () -> WeightDecay.ofWeights(-1));
    }

    private static double rate(Recipe recipe, int step) {
        return RecipeSchedule.of(recipe).valueAt(step, 0);
    }
}
