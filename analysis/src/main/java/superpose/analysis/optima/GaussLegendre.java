package superpose.analysis.optima;

/**
 * The Gauss-Legendre rule on [0, 1]: {@code integral f = sum_k weight_k f(node_k)}, exact for polynomials below degree {@code
 * 2 points}.
 *
 * <p>Source: Golub and Welsch (1969), "Calculation of Gauss quadrature rules"; here the nodes are found by Newton's method
 * on the Legendre polynomial.
 */
final class GaussLegendre {

    private static final int NEWTON_STEPS = 20;

    private final double[] nodes;
    private final double[] weights;

    private GaussLegendre(double[] nodes, double[] weights) {
        this.nodes = nodes;
        this.weights = weights;
    }

    static GaussLegendre of(int points) {
        double[] nodes = new double[points];
        double[] weights = new double[points];
        for (int k = 0; k < points; k++) {
            // The cosine lies so close to the k-th root that Newton's method finds no other one.
            double root = -Math.cos(Math.PI * (k + 0.75) / (points + 0.5));
            for (int step = 0; step < NEWTON_STEPS; step++) {
                root -= legendre(points, root) / slope(points, root);
            }
            double slope = slope(points, root);
            nodes[k] = (1 + root) / 2;
            weights[k] = 1 / ((1 - root * root) * slope * slope);
        }
        return new GaussLegendre(nodes, weights);
    }

    int points() {
        return nodes.length;
    }

    double node(int k) {
        return nodes[k];
    }

    double weight(int k) {
        return weights[k];
    }

    /** Evaluates the Legendre polynomial by its three-term recurrence. */
    private static double legendre(int degree, double at) {
        double before = 0;
        double now = 1;
        for (int k = 1; k <= degree; k++) {
            double next = ((2 * k - 1) * at * now - (k - 1) * before) / k;
            before = now;
            now = next;
        }
        return now;
    }

    private static double slope(int degree, double at) {
        return degree * (at * legendre(degree, at) - legendre(degree - 1, at)) / (at * at - 1);
    }
}
