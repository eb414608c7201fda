package superpose.toymodels;

/** Computes the loss of one instance and its gradients on a batch; its working memory serves one instance at a time. */
interface GradientKernel {

    /**
     * Draws a batch and differentiates the loss on it.
     *
     * @param objective what to draw and what errors weigh
     * @param parameters where
     * @param gradients overwritten with the gradients of the loss; the decoder's are added to the encoder's when tied
     * @return the mean over samples and features of {@code I_i (x'_i - y_i)^2}
     */
    double differentiate(Objective objective, InstanceParameters parameters, InstanceParameters gradients);
}
