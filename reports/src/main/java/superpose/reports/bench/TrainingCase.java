package superpose.reports.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import superpose.data.Density;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.BottleneckModel;
import superpose.toymodels.BottleneckShape;
import superpose.toymodels.InstanceSetup;

/**
 * A training that is timed: tied ReLU-output models of one size, one for each density.
 *
 * @param name how tables and claims call it
 * @param model instances, features and hidden units, and where their weights start
 * @param densities one for each instance
 */
record TrainingCase(String name, BottleneckModel model, List<Density> densities) {

    private static final Seed ROOT = new Seed(0);
    private static final double SPARSEST = 1.0 / 20;

    /** Checks that there is a density for each instance. */
    TrainingCase {
        densities = List.copyOf(densities);
        Require.same(model.shape().instances(), densities.size(), "densities");
    }

    /** Models whose densities fall from 1 to 1/20 in equal ratios, as in the notebook of Elhage et al. (2022). */
    static TrainingCase falling(String name, BottleneckModel model) {
        return new TrainingCase(
                name, model, Density.geometric(SPARSEST, model.shape().instances()));
    }

    /** Models whose densities fall, called after their size, such as {@code 20x100x20}. */
    static TrainingCase falling(BottleneckShape shape) {
        return falling(nameOf(shape), modelOf(shape));
    }

    /** Models that all have one density. */
    static TrainingCase even(BottleneckShape shape, Density density) {
        return new TrainingCase(
                nameOf(shape) + " at density " + density.value(),
                modelOf(shape),
                Collections.nCopies(shape.instances(), density));
    }

    private static String nameOf(BottleneckShape shape) {
        return shape.instances() + "x" + shape.features() + "x" + shape.hidden();
    }

    private static BottleneckModel modelOf(BottleneckShape shape) {
        return BottleneckModel.of(shape, BottleneckArchitecture.RELU_OUTPUT);
    }

    BottleneckShape shape() {
        return model.shape();
    }

    /** Returns fresh streams and seeds, the same at every call. */
    List<InstanceSetup> setups() {
        List<InstanceSetup> setups = new ArrayList<>();
        for (Density density : densities) {
            SparseFeatures world = SparseFeatures.uniform(shape().features(), density);
            setups.add(InstanceSetup.in(world, ROOT.child(name).child(setups.size())));
        }
        return setups;
    }

    /** Returns the densities as the peer reads them. */
    String densityList() {
        return densities.stream()
                .map(density -> Double.toString(density.value()))
                .collect(Collectors.joining(","));
    }
}
