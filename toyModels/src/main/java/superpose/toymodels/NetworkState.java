package superpose.toymodels;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a network and Adam's memory of them, taken apart by instance and put back.
 *
 * <p>DL4J keeps Adam's memory in one flat array: the mean gradients of all parameters, then their mean squares.
 */
final class NetworkState {

    private final MultiLayerNetwork network;
    private final BottleneckModel model;
    private final float[] parameters;
    private final float[] moments;
    private final List<OfInstance> instances = new ArrayList<>();

    /**
     * What belongs to one instance.
     *
     * @param parameters its parameters
     * @param first mean gradients
     * @param second mean squares of the gradients
     */
    record OfInstance(InstanceParameters parameters, InstanceParameters first, InstanceParameters second) {}

    /** Copies the state of a network. */
    NetworkState(MultiLayerNetwork network) {
        this.network = network;
        model = new TrainedBottleneck(network).model();
        parameters = HostCopy.read(network.params());
        moments = HostCopy.read(adam());
        for (int i = 0; i < model.shape().instances(); i++) {
            OfInstance instance = new OfInstance(
                    InstanceParameters.of(model), InstanceParameters.of(model), InstanceParameters.of(model));
            instance.parameters.read(parameters, 0, model.shape(), i);
            instance.first.read(moments, 0, model.shape(), i);
            instance.second.read(moments, parameters.length, model.shape(), i);
            instances.add(instance);
        }
    }

    /** Returns the copy of an instance, which may be changed. */
    OfInstance instance(int index) {
        return instances.get(index);
    }

    /** Writes the copies back to the network, which has taken so many steps with them. */
    void keep(int steps) {
        for (int i = 0; i < instances.size(); i++) {
            OfInstance instance = instances.get(i);
            instance.parameters.write(parameters, 0, model.shape(), i);
            instance.first.write(moments, 0, model.shape(), i);
            instance.second.write(moments, parameters.length, model.shape(), i);
        }
        HostCopy.fill(network.params(), parameters);
        HostCopy.fill(adam(), moments);
        network.getLayerWiseConfigurations().setIterationCount(steps);
    }

    private INDArray adam() {
        return network.getUpdater().getStateViewArray();
    }
}
