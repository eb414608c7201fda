package superpose.toymodels;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a network and its optimizer's memory of them, taken apart by instance and put back.
 *
 * <p>DL4J keeps the memory in one flat array: for Adam the mean gradients of all parameters, then their mean squares; for
 * momentum the velocities.
 */
final class NetworkState {

    private final MultiLayerNetwork network;
    private final BottleneckModel model;
    private final float[] parameters;
    private final float[] memory;
    private final List<OfInstance> instances = new ArrayList<>();

    /**
     * What belongs to one instance.
     *
     * @param parameters its parameters
     * @param memory what the optimizer remembers of each parameter, a number in each of these
     */
    record OfInstance(InstanceParameters parameters, List<InstanceParameters> memory) {}

    /** Copies the state of a network. */
    NetworkState(MultiLayerNetwork network) {
        this.network = network;
        model = new TrainedBottleneck(network).model();
        parameters = HostCopy.read(network.params());
        memory = HostCopy.read(updater());
        for (int i = 0; i < model.shape().instances(); i++) {
            List<InstanceParameters> remembered = new ArrayList<>();
            for (int start = 0; start < memory.length; start += parameters.length) {
                remembered.add(read(memory, start, i));
            }
            instances.add(new OfInstance(read(parameters, 0, i), remembered));
        }
    }

    private InstanceParameters read(float[] flat, int start, int instance) {
        InstanceParameters numbers = InstanceParameters.of(model);
        numbers.read(flat, start, model.shape(), instance);
        return numbers;
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
            for (int part = 0; part < instance.memory.size(); part++) {
                instance.memory.get(part).write(memory, part * parameters.length, model.shape(), i);
            }
        }
        HostCopy.fill(network.params(), parameters);
        HostCopy.fill(updater(), memory);
        network.getLayerWiseConfigurations().setIterationCount(steps);
    }

    private INDArray updater() {
        return network.getUpdater().getStateViewArray();
    }
}
