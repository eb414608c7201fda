package superpose.probes.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import superpose.probes.model.ModelTensor.Role;

/** A network of DL4J that is ready to run; runs take turns. */
final class TappedNetwork implements TappedModel {

    private final NetworkInputs inputs;
    private final List<String> taps;
    private final Map<String, List<Edit>> edits = new HashMap<>();
    private volatile @Nullable Network network;

    TappedNetwork(Network network, TapPlan plan) {
        this.network = network;
        inputs = new NetworkInputs(
                network.tensors().stream()
                        .filter(tensor -> tensor.role() == Role.INPUT)
                        .toList(),
                network.type());
        taps = plan.taps();
        for (Edit edit : plan.edits()) {
            edits.computeIfAbsent(edit.tensor(), name -> new ArrayList<>()).add(edit);
        }
    }

    @Override
    public List<Tensor.Floats> run(Map<String, Tensor> given) {
        Network open = network;
        if (open == null) {
            throw new IllegalStateException("this model has been closed");
        }
        Map<String, Tensor.Floats> tapped = new HashMap<>();
        open.run(inputs.arrays(given), (tensor, values) -> pass(tensor, values, tapped));
        return taps.stream()
                .map(name -> Objects.requireNonNull(tapped.get(name)))
                .toList();
    }

    private INDArray pass(String tensor, INDArray values, Map<String, Tensor.Floats> tapped) {
        List<Edit> changes = edits.getOrDefault(tensor, List.of());
        boolean isTapped = taps.contains(tensor);
        if (changes.isEmpty() && !isTapped) {
            return values;
        }
        // In the order of the axes, whatever the layout is that the layer gave.
        float[] before = values.dup('c').data().asFloat();
        Tensor.Floats after = new Tensor.Floats(values.shape().clone(), before.clone());
        for (Edit change : changes) {
            after = change.apply(after);
        }
        if (isTapped) {
            // Edits may give arrays that belong to the caller.
            tapped.put(
                    tensor,
                    new Tensor.Floats(after.shape().clone(), after.values().clone()));
        }
        return changed(values, before, after.values());
    }

    /** Puts in what was changed and keeps the other numbers, which may have more digits than a float32. */
    private static INDArray changed(INDArray values, float[] before, float[] after) {
        double[] numbers = {};
        for (int i = 0; i < after.length; i++) {
            if (Float.floatToRawIntBits(after[i]) != Float.floatToRawIntBits(before[i])) {
                if (numbers.length == 0) {
                    numbers = values.dup('c').data().asDouble();
                }
                numbers[i] = after[i];
            }
        }
        if (numbers.length == 0) {
            return values;
        }
        // In the layout of the layer, on which the order of later sums may depend.
        INDArray changed = Nd4j.createUninitialized(values.dataType(), values.shape(), values.ordering());
        return changed.assign(Nd4j.createFromArray(numbers).reshape('c', values.shape()));
    }

    /** Lets go of the network; the memory of its parameters is freed with the last model and tap that hold them. */
    @Override
    public void close() {
        network = null;
    }
}
