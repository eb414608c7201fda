/**
 * Toy models of superposition as DL4J networks, and the trainers that fit them.
 *
 * <p>Start at {@link superpose.toymodels.Engine} and the {@link superpose.toymodels.BottleneckTrainer} it makes: that takes a
 * {@link superpose.toymodels.BottleneckModel}, an {@link superpose.toymodels.InstanceSetup} for each instance and a {@link
 * superpose.toymodels.Recipe}, and gives a {@link superpose.toymodels.TrainedBottleneck}.
 *
 * <p>Not here: what is measured on a trained model, and how it is shown. ND4J arrays do not leave this room.
 */
@NullMarked
package superpose.toymodels;

import org.jspecify.annotations.NullMarked;
