package superpose.probes.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a model is run on: texts as token ids, images, or rows of numbers, numbered from 0. */
public interface ModelInput {

    /** Returns how many there are. */
    int count();

    /** Returns how many positions an input has, its tokens; 0 where inputs have none, as images. */
    int positions(int input);

    /** Returns the token ids of an input, [positions]. */
    int[] tokens(int input);

    /**
     * Returns what the model is given for some inputs of the same number of positions.
     *
     * @param inputs their numbers, at least one
     * @return a tensor for each input that the model has
     */
    Map<String, Tensor> batch(List<Integer> inputs);

    /**
     * Returns made-up inputs of another size, of which only the shapes of what comes out matter.
     *
     * @param inputs how many
     * @param positions of each, at least 1; inputs without positions have no other size
     */
    Map<String, Tensor> sample(int inputs, int positions);

    /**
     * Checks that a model takes all of the inputs, as far as a few runs can tell.
     *
     * @throws superpose.data.BadInputException if it does not
     */
    default void requireFit(TappedModel model) {}

    /** Returns how many inputs the model takes at once, no more and no fewer, or nothing where its file leaves that open. */
    Optional<Integer> fixedBatch();
}
