package superpose.toymodels;

/**
 * How a step changes the parameters, given its gradients and its learning rate.
 *
 * @param optimizer makes a step of the gradients
 * @param regularization pulls on the parameters besides
 */
public record UpdateRule(Optimizer optimizer, Regularization regularization) {}
