package superpose.toymodels;

import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One step of a training: gradients, DL4J's updater, new parameters.
 *
 * <p>It does what {@code MultiLayerNetwork.fit} does with a single layer and no listeners, without its workspaces and data
 * sets, which at the sizes of toy models cost more than the arithmetic.
 */
final class TrainingStep {

    private final MultiLayerNetwork network;
    private final Batch batch;
    private final GradientPass pass;
    private final Updater updater;
    private final Gradient gradient;
    private final INDArray parameters;
    private final INDArray flatGradient;
    private final LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();

    TrainingStep(MultiLayerNetwork network, Batch batch) {
        this.network = network;
        this.batch = batch;
        if (network.getFlattenedGradients() == null) {
            network.initGradientsView();
        }
        pass = ((BottleneckOutput) network.getOutputLayer()).pass(batch);
        updater = network.getUpdater(true);
        // The updater knows the network's own gradient by identity and works on it in place.
        gradient = new DefaultGradient(network.getFlattenedGradients());
        parameters = network.params().reshape(network.params().length());
        flatGradient = network.getFlattenedGradients().reshape(parameters.length());
    }

    /** Takes a step on the batch. */
    void take() {
        pass.computeGradients();
        update();
    }

    /** Takes a step on the batch and returns the loss of each instance before it, [instances]. */
    double[] takeAndJudge() {
        pass.computeGradientsAndLosses();
        update();
        return pass.losses();
    }

    private void update() {
        int steps = network.getIterationCount();
        updater.update(network, gradient, steps, network.getEpochCount(), Math.toIntExact(batch.size()), workspaces);
        parameters.subi(flatGradient);
        network.setIterationCount(steps + 1);
    }
}
