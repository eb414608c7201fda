package superpose.probes.model;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import superpose.data.BadInputException;

/** A trained model from a file. */
public interface Model {

    /** Returns the file. */
    Path file();

    /** Returns the files that belong to the model beside its own, such as external weights. */
    default SortedSet<Path> weightFiles() {
        return Collections.emptySortedSet();
    }

    /**
     * Returns the inputs, the inner tensors and the outputs, in the order in which they are computed.
     *
     * @throws BadInputException if the model cannot be run, as with an operator that is not known
     */
    List<ModelTensor> tensors();

    /**
     * Makes the model ready to run.
     *
     * @param plan what to read and what to change
     * @throws BadInputException if a tensor is not there or cannot be read or changed
     */
    TappedModel tap(TapPlan plan);
}
