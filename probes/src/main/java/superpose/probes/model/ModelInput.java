package superpose.probes.model;

import java.util.List;
import java.util.Map;

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

    /** Returns how many inputs the model takes at once: what its file fixes, or nothing to go by, {@link Integer#MAX_VALUE}. */
    int mostAtOnce();
}
