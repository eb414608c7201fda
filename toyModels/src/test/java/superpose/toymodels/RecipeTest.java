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
    void ratesClimbInEqualPartsAndFallByACosineToTheirFloor() {
        LearningRate rate =
                new LearningRate(0.01, Decay.HALF_COSINE).withWarmUp(2_000).withFloor(0.05);
        int steps = 20_000;
        assertEquals(0.01 / 2_000, rate.at(0, steps), 1e-15);
        for (int step = 1; step < 2_000; step++) {
            assertEquals(0.01 / 2_000, rate.at(step, steps) - rate.at(step - 1, steps), 1e-15);
        }
        assertEquals(0.01, rate.at(1_999, steps), 1e-15);
        // Half way down the fall of 18,000 steps.
        assertEquals(0.01 * (1 + 0.05) / 2, rate.at(1_999 + 9_000, steps), 1e-15);
        assertEquals(0.01 * (0.05 + 0.95 * 0.75), rate.at(1_999 + 6_000, steps), 1e-15);
        assertEquals(0.01 * 0.05, rate.at(steps - 1, steps), 1e-15);
        assertEquals(0.01 * 0.05, rate.at(steps + 100, steps), 1e-15);
    }

    @Test
    void aClimbOfNoneOrOneStepIsNoClimb() {
        for (Decay decay : Decay.values()) {
            LearningRate plain = new LearningRate(0.3, decay);
            for (int step = 0; step < 7; step++) {
                assertEquals(0.3 * decay.factor(step, 7), plain.at(step, 7));
                assertEquals(plain.at(step, 7), plain.withWarmUp(1).at(step, 7));
            }
        }
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
        assertThrows(BadInputException.class, () -> new Regularization(WeightDecay.none(), -1, 0));
        assertThrows(BadInputException.class, () -> Regularization.none().withL1(-1));
        assertThrows(BadInputException.class, () -> new Optimizer.Momentum(1));
        LearningRate rate = LearningRate.constant(1);
        assertThrows(BadInputException.class, () -> rate.withWarmUp(-1));
        assertThrows(BadInputException.class, () -> rate.withFloor(1.1));
    }

    @Test
    void rowsAreDecayedOrPulledBySign() {
        assertEquals(Regularization.of(WeightDecay.ofWeights(0.5)), Regularization.ofRows(0.5));
        assertEquals(new Regularization(WeightDecay.none(), 0.5, 0), Regularization.ofRows(-0.5));
    }

    private static double rate(Recipe recipe, int step) {
        return RecipeSchedule.of(recipe).valueAt(step, 0);
    }
}
