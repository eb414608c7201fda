package superpose.probes.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import superpose.data.BadInputException;

/** How the tensors of a model become rows, as a few runs show it. */
final class RowLayouts {

    /** Positions of the shorter of the made-up texts. */
    private static final int LENGTH = 2;

    private final List<String> tensors;
    private final ModelInput inputs;
    private final int inFirst;
    private final List<long[]> first;
    private final Optional<List<long[]>> shorter;
    private final Optional<List<long[]>> longer;

    /**
     * Runs the model on its first input, and on made-up ones of other numbers and lengths.
     *
     * @param model tapped at the tensors
     * @param tensors their names, for messages
     * @throws BadInputException if the model cannot be run on the inputs
     */
    RowLayouts(TappedModel model, List<String> tensors, ModelInput inputs) {
        this.tensors = List.copyOf(tensors);
        this.inputs = inputs;
        inputs.requireFit(model);
        inFirst = inputs.fixedBatch().orElse(1);
        first = shapes(model.run(inputs.batch(Collections.nCopies(inFirst, 0))));
        // As many inputs as positions would leave open which of both an axis counts.
        shorter = sample(model, 1, LENGTH);
        longer = sample(model, 2, LENGTH + 1);
    }

    private static List<long[]> shapes(List<Tensor.Floats> values) {
        return values.stream().map(Tensor.Floats::shape).toList();
    }

    /** Returns the shapes for so many inputs of so many positions, or nothing where the model does not take them. */
    private Optional<List<long[]>> sample(TappedModel model, int count, int length) {
        try {
            return Optional.of(shapes(model.run(inputs.sample(count, length))));
        } catch (BadInputException fixedSizes) {
            return Optional.empty();
        }
    }

    /**
     * Returns the layout of a tensor.
     *
     * @throws BadInputException if it has no rows that are as wide for all inputs
     */
    RowLayout of(int tensor) {
        String name = tensors.get(tensor);
        int length = inputs.positions(0);
        if (shorter.isEmpty() || longer.isEmpty()) {
            return length == 0
                    ? RowLayout.ofInputs(name, first.get(tensor), inFirst)
                    : RowLayout.ofTextsOfLength(name, first.get(tensor), inFirst, length);
        }
        long[] one = shorter.get().get(tensor);
        long[] two = longer.get().get(tensor);
        RowLayout layout = length == 0 ? RowLayout.ofInputs(name, one, two) : RowLayout.ofTexts(name, one, two, LENGTH);
        if (layout.width(one) != layout.width(two) && !haveOneLength()) {
            throw new BadInputException(
                    "a tensor with as many neurons for every text",
                    name + ", whose neurons grow with the text",
                    "choose another, or give texts of one length");
        }
        return layout;
    }

    private boolean haveOneLength() {
        int length = inputs.positions(0);
        return IntStream.range(1, inputs.count()).allMatch(input -> inputs.positions(input) == length);
    }

    /** Returns the number of neurons of a tensor for the first input. */
    int width(int tensor) {
        return of(tensor).width(first.get(tensor));
    }
}
