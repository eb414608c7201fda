package superpose.analysis.optima;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import superpose.analysis.RandomDirections;
import superpose.data.BadInputException;
import superpose.data.Density;
import superpose.data.Importance;
import superpose.data.Seed;

final class OptimumSearchTest {

    @ParameterizedTest
    @CsvSource({"2, 1, 0.3", "3, 2, 0.6", "5, 2, 0.1"})
    void noNeighbourIsBetter(int features, int hidden, double density) {
        ReluOutputLoss loss = loss(Importance.geometric(features, 0.9), density);
        Optimum optimum = new OptimumSearch(loss, hidden).best(5, new Seed(1));
        double[] best = ModelPoint.of(optimum.directions(), optimum.biases()).parameters();
        RandomGenerator generator = new Seed(2).generator();
        for (int trial = 0; trial < 50; trial++) {
            double[] near = best.clone();
            for (int k = 0; k < near.length; k++) {
                near[k] += 1e-3 * generator.nextGaussian();
            }
            double there = loss.addTo(ModelPoint.of(near, features));
            assertTrue(there > optimum.lossPerFeature(), there + " below " + optimum.lossPerFeature());
        }
    }

    @ParameterizedTest
    @CsvSource({"1.0, 0.01", "0.8, 0.02", "0.5, 0.2", "0.1, 0.8"})
    void theBestModelBeatsTheBestLinearOneByLittleInADenseWorld(double density, double atMost) {
        Importance importance = Importance.geometric(5, 0.9);
        double linear = 0;
        for (int feature = 2; feature < 5; feature++) {
            linear += importance.of(feature) * new Density(density).lossOfIgnoring() / 5;
        }
        double best = new OptimumSearch(loss(importance, density), 2)
                .best(10, new Seed(3))
                .lossPerFeature();
        assertTrue(best <= linear * (1 + 1e-6), best + " above " + linear);
        assertTrue(best >= linear * (1 - atMost), best + " far below " + linear);
    }

    @Test
    void moreStartsAreNeverWorseAndTheSameSeedFindsTheSame() {
        OptimumSearch search = new OptimumSearch(loss(Importance.uniform(4), 0.2), 2);
        Optimum one = search.best(1, new Seed(4));
        Optimum many = search.best(6, new Seed(4));
        assertTrue(many.lossPerFeature() <= one.lossPerFeature());
        assertEquals(many.lossPerFeature(), search.best(6, new Seed(4)).lossPerFeature());
        assertEquals(many.biases(), search.best(6, new Seed(4)).biases());
    }

    @Test
    void startsOfAnotherShapeAreRefused() {
        OptimumSearch search = new OptimumSearch(loss(Importance.uniform(3), 0.2), 2);
        List<Double> biases = List.of(0.0, 0.0, 0.0);
        assertThrows(BadInputException.class, () -> search.from(RandomDirections.of(3, 1, new Seed(1)), biases));
        assertThrows(BadInputException.class, () -> search.from(RandomDirections.of(2, 2, new Seed(1)), biases));
        assertThrows(BadInputException.class, () -> search.best(0, new Seed(1)));
    }

    private static ReluOutputLoss loss(Importance importance, double density) {
        return ReluOutputLoss.of(ActivityPatterns.independent(importance.features(), new Density(density)), importance);
    }
}
