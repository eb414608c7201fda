package superpose.analysis.geometry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The exact fractions of Elhage et al. (2022): corners of a polytope with k corners in d dimensions own d / k each. */
final class PolytopesTest {

    static Stream<Arguments> polytopes() {
        return Stream.of(
                Arguments.of("dedicated", new double[][] {{1, 0}, {0, 1}}, 1.0),
                Arguments.of("digon", new double[][] {{1}, {-1}}, 1.0 / 2),
                Arguments.of("triangle", polygon(3), 2.0 / 3),
                Arguments.of("tetrahedron", tetrahedron(), 3.0 / 4),
                Arguments.of("pentagon", polygon(5), 2.0 / 5),
                Arguments.of("hexagon", polygon(6), 2.0 / 6),
                Arguments.of("heptagon", polygon(7), 2.0 / 7),
                Arguments.of("square antiprism", antiprism(1 / Math.sqrt(3)), 3.0 / 8),
                Arguments.of("5-cell", simplex(5), 4.0 / 5),
                Arguments.of("5-simplex", simplex(6), 5.0 / 6),
                Arguments.of("octahedron", octahedron(), 1.0 / 2),
                Arguments.of("icosahedron", icosahedron(), 3.0 / 12));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("polytopes")
    void everyCornerOwnsItsFraction(String name, double[][] corners, double fraction) {
        Dimensionality dimensionality = Dimensionality.of(Gram.of(corners));
        Capacity capacity = Capacity.of(Gram.of(corners));
        for (int corner = 0; corner < corners.length; corner++) {
            assertEquals(fraction, dimensionality.of(corner), 1e-12, name);
            assertEquals(fraction, capacity.of(corner), 1e-12, name);
        }
    }

    @Test
    void theAntiprismMissesItsFractionAtAnotherHeight() {
        Dimensionality dimensionality = Dimensionality.of(Gram.of(antiprism(0.8)));
        assertTrue(Math.abs(dimensionality.of(0) - 3.0 / 8) > 0.01, "was " + dimensionality.of(0));
    }

    @Test
    void aTegumProductKeepsTheFractionsOfItsFactors() {
        double[][] triangle = polygon(3);
        double[][] bipyramid = {
            {triangle[0][0], triangle[0][1], 0},
            {triangle[1][0], triangle[1][1], 0},
            {triangle[2][0], triangle[2][1], 0},
            {0, 0, 1},
            {0, 0, -1}
        };
        Dimensionality dimensionality = Dimensionality.of(Gram.of(bipyramid));
        assertEquals(2.0 / 3, dimensionality.of(0), 1e-12);
        assertEquals(1.0 / 2, dimensionality.of(3), 1e-12);
    }

    static double[][] polygon(int corners) {
        double[][] rows = new double[corners][];
        for (int corner = 0; corner < corners; corner++) {
            double angle = 2 * Math.PI * corner / corners;
            rows[corner] = new double[] {Math.cos(angle), Math.sin(angle)};
        }
        return rows;
    }

    static double[][] tetrahedron() {
        return new double[][] {{1, 1, 1}, {1, -1, -1}, {-1, 1, -1}, {-1, -1, 1}};
    }

    /** The unit vectors of R^k less their mean: a regular simplex of dimension k - 1, in k coordinates. */
    static double[][] simplex(int corners) {
        double[][] rows = new double[corners][corners];
        for (int corner = 0; corner < corners; corner++) {
            Arrays.fill(rows[corner], -1.0 / corners);
            rows[corner][corner] += 1;
        }
        return rows;
    }

    static double[][] octahedron() {
        return new double[][] {{1, 0, 0}, {-1, 0, 0}, {0, 1, 0}, {0, -1, 0}, {0, 0, 1}, {0, 0, -1}};
    }

    static double[][] icosahedron() {
        double golden = (1 + Math.sqrt(5)) / 2;
        double[][] rows = new double[12][];
        int corner = 0;
        for (double one : new double[] {1, -1}) {
            for (double long1 : new double[] {golden, -golden}) {
                rows[corner++] = new double[] {0, one, long1};
                rows[corner++] = new double[] {one, long1, 0};
                rows[corner++] = new double[] {long1, 0, one};
            }
        }
        return rows;
    }

    /** Two squares of corners on the unit sphere, at heights +z and -z, turned by an eighth against each other. */
    private static double[][] antiprism(double z) {
        double radius = Math.sqrt(1 - z * z);
        double[][] rows = new double[8][];
        for (int corner = 0; corner < 8; corner++) {
            double angle = Math.PI / 4 * corner;
            rows[corner] = new double[] {radius * Math.cos(angle), radius * Math.sin(angle), corner % 2 == 0 ? z : -z};
        }
        return rows;
    }
}
