package superpose.analysis.optima;

import java.util.Arrays;

/** A product of Gauss-Legendre rules on the unit cube; in 0 dimensions one point of weight 1. */
final class CubeRule {

    /** [dimensions][points]: all first coordinates, all second coordinates and so on. */
    private final double[][] coordinates;

    private final double[] weights;

    private CubeRule(double[][] coordinates, double[] weights) {
        this.coordinates = coordinates;
        this.weights = weights;
    }

    static CubeRule of(int dimensions, int pointsPerSide) {
        GaussLegendre side = GaussLegendre.of(pointsPerSide);
        int points = (int) Math.pow(pointsPerSide, dimensions);
        double[][] coordinates = new double[dimensions][points];
        double[] weights = new double[points];
        Arrays.fill(weights, 1);
        for (int point = 0; point < points; point++) {
            int rest = point;
            for (int dimension = 0; dimension < dimensions; dimension++) {
                int node = rest % pointsPerSide;
                coordinates[dimension][point] = side.node(node);
                weights[point] *= side.weight(node);
                rest /= pointsPerSide;
            }
        }
        return new CubeRule(coordinates, weights);
    }

    int points() {
        return weights.length;
    }

    double coordinate(int dimension, int point) {
        return coordinates[dimension][point];
    }

    double weight(int point) {
        return weights[point];
    }
}
