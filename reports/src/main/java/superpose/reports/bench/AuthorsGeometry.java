package superpose.reports.bench;

import java.util.List;
import superpose.data.Require;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.BottleneckModel;
import superpose.toymodels.BottleneckShape;

/**
 * The dimensions per feature, {@code D* = hidden / ||W||_F^2}, that the authors' own geometry run ended with.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", notebook, cells on the geometry of superposition: 200
 * features, 20 hidden units, densities {@code 20^(-k/19)} for k = 0 .. 19, 10,000 steps of 1,024 samples. The numbers are
 * those of the figure in a saved run of that notebook.
 */
final class AuthorsGeometry {

    private static final BottleneckShape SHAPE = new BottleneckShape(20, 200, 20);

    /** Glorot's for the notebook's tensor of all instances, which takes the instances for a part of the fan. */
    private static final double INITIAL_STD =
            Math.sqrt(2.0 / ((SHAPE.features() + SHAPE.instances()) * (double) SHAPE.hidden()));

    /** The run itself, its weights starting from the notebook's standard deviation. */
    static final TrainingCase RUN = TrainingCase.falling(
            "geometry-run",
            BottleneckModel.of(SHAPE, BottleneckArchitecture.RELU_OUTPUT).withInitialStd(INITIAL_STD));

    private static final List<Double> DIMENSIONS = List.of(
            1.0033, 0.9983, 0.9512, 0.8303, 0.5840, 0.5263, 0.5102, 0.5052, 0.5026, 0.4325, 0.3694, 0.3410, 0.2891,
            0.2610, 0.2280, 0.2081, 0.1879, 0.1697, 0.1506, 0.1360);

    private AuthorsGeometry() {}

    static int levels() {
        return DIMENSIONS.size();
    }

    /** Returns the authors' dimensions per feature at a density. */
    static double dimensions(int level) {
        return DIMENSIONS.get(Require.index(level, levels(), "level"));
    }

    /**
     * Returns how far from the authors' value a run may end: a little more than independent runs with other seeds differ,
     * which is much where a level lies between two arrangements of the features.
     */
    static double tolerance(int level) {
        return switch (Require.index(level, levels(), "level")) {
            case 0, 1, 5, 6, 7, 18, 19 -> 0.005;
            case 2, 3, 4, 8, 9 -> 0.04;
            default -> 0.015;
        };
    }
}
