package superpose.reports.toymodels;

import java.util.List;
import superpose.data.Density;
import superpose.data.Require;
import superpose.toymodels.BottleneckShape;

/**
 * The dimensions per feature, {@code D* = hidden / ||W||_F^2}, that the authors' own geometry run ended with.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", notebook, cells on the geometry of superposition: 200
 * features, 20 hidden units, densities {@code 20^(-k/19)} for k = 0 .. 19, 10,000 steps of 1,024 samples. The numbers are
 * those of the figure in a saved run of that notebook.
 */
public final class AuthorsGeometry {

    /** Instances, features and hidden units of the run. */
    public static final BottleneckShape SHAPE = new BottleneckShape(20, 200, 20);

    /** Steps of the run, of 1,024 samples each. */
    public static final int STEPS = 10_000;

    /**
     * Standard deviation of the weights that the run started from: Glorot's for the notebook's tensor of all instances, which
     * takes the instances for a part of the fan.
     */
    public static final double INITIAL_STD =
            Math.sqrt(2.0 / ((SHAPE.features() + SHAPE.instances()) * (double) SHAPE.hidden()));

    private static final double SPARSEST = 1.0 / 20;

    private static final List<Double> DIMENSIONS = List.of(
            1.0033, 0.9983, 0.9512, 0.8303, 0.5840, 0.5263, 0.5102, 0.5052, 0.5026, 0.4325, 0.3694, 0.3410, 0.2891,
            0.2610, 0.2280, 0.2081, 0.1879, 0.1697, 0.1506, 0.1360);

    private AuthorsGeometry() {}

    /** Returns the number of densities. */
    public static int levels() {
        return DIMENSIONS.size();
    }

    /** Returns the densities of the run, from 1 down to 1/20 in equal ratios. */
    public static List<Density> densities() {
        return Density.geometric(SPARSEST, levels());
    }

    /** Returns the authors' dimensions per feature at a density. */
    public static double dimensions(int level) {
        return DIMENSIONS.get(Require.index(level, levels(), "level"));
    }

    /**
     * Returns how far from the authors' value a run may end: a little more than independent runs with other seeds differ,
     * which is much where a level lies between two arrangements of the features.
     */
    public static double tolerance(int level) {
        return switch (Require.index(level, levels(), "level")) {
            case 0, 1, 5, 6, 7, 18, 19 -> 0.005;
            case 2, 3, 4, 8, 9 -> 0.04;
            default -> 0.015;
        };
    }
}
