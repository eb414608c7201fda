package superpose.toymodels;

import superpose.data.Require;

/** How gradients become steps. */
public sealed interface Optimizer {

    /**
     * Steps by the mean gradient over its root mean square, with the usual constants 0.9, 0.999 and 1e-8.
     *
     * <p>Source: Kingma and Ba (2015), "Adam".
     */
    record Adam() implements Optimizer {}

    /**
     * Gradient descent with a velocity: {@code v = momentum * v + gradient}, and each step takes {@code rate * v} off.
     *
     * <p>Source: Polyak (1964), "Some methods of speeding up the convergence of iteration methods", in the form PyTorch
     * uses.
     *
     * @param momentum in [0, 1); 0 is plain gradient descent
     */
    record Momentum(double momentum) implements Optimizer {

        /** Checks the range. */
        public Momentum {
            Require.that(momentum >= 0 && momentum < 1, "a momentum in [0, 1)", momentum, "0.9 is usual");
        }
    }
}
