package superpose.probes.model;

import java.util.List;
import java.util.Map;

/** A model that is ready to run; several threads may run it at once. */
public interface TappedModel extends AutoCloseable {

    /**
     * Runs the model.
     *
     * @param inputs by name, all that the model has
     * @return what the tapped tensors hold, as float32, in the order of the plan
     * @throws superpose.data.BadInputException if the inputs do not fit the model
     */
    List<Tensor.Floats> run(Map<String, Tensor> inputs);

    /** Frees what the model holds. */
    @Override
    void close();
}
