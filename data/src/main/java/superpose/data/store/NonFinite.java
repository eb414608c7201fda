package superpose.data.store;

import java.util.Optional;

/**
 * Values of a tensor that are not finite; they are kept in the store as they came.
 *
 * @param tensor name of the tensor
 * @param count how many there are
 * @param first where the first one is; empty if there are none
 */
public record NonFinite(String tensor, long count, Optional<Place> first) {

    /**
     * Where a value is.
     *
     * @param input number of the input
     * @param position where in the input the row is
     * @param column number of the neuron
     */
    public record Place(long input, int position, int column) {}
}
