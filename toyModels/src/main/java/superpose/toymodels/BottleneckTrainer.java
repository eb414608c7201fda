package superpose.toymodels;

import java.util.List;
import java.util.concurrent.CancellationException;
import superpose.data.BadInputException;
import superpose.data.SampleStream;

/**
 * Fits bottleneck models by a recipe; {@link Engine} names the ways there are.
 *
 * <p>Every trainer minimises the same loss by the same rule on samples from the same streams, and hands back the same kind of
 * DL4J network.
 */
public interface BottleneckTrainer {

    /**
     * Returns the same trainer, reporting every so many steps and after the last.
     *
     * @param everySteps at least 1
     * @param listener hears of the steps
     */
    BottleneckTrainer reporting(int everySteps, Progress listener);

    /**
     * Returns the same trainer, showing every instance after each of these steps.
     *
     * <p>What is trained stays the same to the bit, and steps that are not watched cost nothing.
     *
     * @param steps taken so far when to look, in [1, steps of the recipe], in any order
     * @param listener sees the snapshots on the thread that asked for the training, step by step and in the order of the
     *     instances
     */
    BottleneckTrainer watching(List<Integer> steps, Snapshots listener);

    /**
     * Trains a model from its start.
     *
     * @param setups one for each instance of the model; their streams move on by steps * batch samples
     * @throws BadInputException if an instance diverges
     * @throws CancellationException if the thread is interrupted, which it stays
     */
    TrainedBottleneck fit(BottleneckModel model, List<InstanceSetup> setups);

    /**
     * Goes on with a training until it has this trainer's number of steps in all.
     *
     * <p>Learning rate, steps and batch are this trainer's; weight decay and Adam's memory are those of the training so
     * far.
     *
     * @param trained where to start; it stays as it is
     * @param streams the samples to go on with, one stream for each instance
     * @throws BadInputException if an instance diverges, or if the training has had all its steps
     * @throws CancellationException if the thread is interrupted, which it stays
     */
    TrainedBottleneck resume(TrainedBottleneck trained, List<SampleStream> streams);
}
