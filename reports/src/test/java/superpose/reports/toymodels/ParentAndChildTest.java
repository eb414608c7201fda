package superpose.reports.toymodels;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.reports.toymodels.ParentAndChild.Relation;

class ParentAndChildTest {

    private static final ParentAndChild WORLD = ParentAndChild.drawn(new Seed(7));

    /** How far each sample reaches along a feature. */
    private static double[] along(Matrix samples, int feature) {
        double[] values = new double[samples.rows()];
        for (int sample = 0; sample < values.length; sample++) {
            values[sample] = WORLD.along(samples.row(sample), feature);
        }
        return values;
    }

    private static double mean(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    private static double covariance(double[] left, double[] right) {
        double sum = 0;
        for (int sample = 0; sample < left.length; sample++) {
            sum += left[sample] * right[sample];
        }
        return sum / left.length - mean(left) * mean(right);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.8})
    void featuresAreAsFrequentAsTheirChances(double child) {
        Matrix independent = WORLD.samples(Relation.INDEPENDENT, child);
        Matrix hierarchical = WORLD.samples(Relation.HIERARCHICAL, child);
        double[] parents = along(independent, ParentAndChild.PARENT);
        double[] children = along(independent, ParentAndChild.CHILD);
        assertEquals(0.25, mean(parents), 1e-6);
        assertEquals(child, mean(children), 1e-6);
        assertEquals(0, covariance(parents, children), 1e-6);
        assertEquals(0.25, mean(along(hierarchical, ParentAndChild.PARENT)), 1e-6);
        assertEquals(0.25 * child, mean(along(hierarchical, ParentAndChild.CHILD)), 1e-6);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.2, 0.8})
    void theBestLineIsTheFirstPrincipalComponentOfTheSamples(double chance) {
        Matrix samples = WORLD.samples(Relation.HIERARCHICAL, chance);
        double[] parents = along(samples, ParentAndChild.PARENT);
        double[] children = along(samples, ParentAndChild.CHILD);
        double parent = 1;
        double child = 0;
        for (int power = 0; power < 200; power++) {
            double nextParent = covariance(parents, parents) * parent + covariance(parents, children) * child;
            double nextChild = covariance(parents, children) * parent + covariance(children, children) * child;
            double length = Math.hypot(nextParent, nextChild);
            parent = nextParent / length;
            child = nextChild / length;
        }
        assertEquals(child, ParentAndChild.bestLine(chance), 1e-6);
    }
}
