package superpose.toymodels;

import superpose.data.VectorApi;

/**
 * What a thread trains with, one instance at a time.
 *
 * @param kernel computes gradients
 * @param gradients where it puts them
 */
record Workbench(GradientKernel kernel, InstanceParameters gradients) {

    /** Models with fewer hidden units are trained with samples in lanes; measured. */
    private static final int NARROW = 8;

    /** Chooses the kernel that is fastest for a model. */
    static Workbench of(BottleneckModel model) {
        return new Workbench(kernel(model), InstanceParameters.of(model));
    }

    private static GradientKernel kernel(BottleneckModel model) {
        if (!VectorApi.isPresent()) {
            return new ScalarKernel(model);
        }
        return model.shape().hidden() < NARROW ? new NarrowKernel(model) : new WideKernel(model);
    }
}
