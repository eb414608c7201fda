package superpose.probes.model;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * How often a classifier is right: the plainest check that its inputs come as it was trained on, since a wrong normalisation
 * gives no error and wrong activations.
 */
public final class Accuracy {

    private Accuracy() {}

    /**
     * Runs a classifier and counts.
     *
     * @param labels the right class of each input, a number from 0 on, [inputs, 1]
     * @param done hears of how many inputs have been run more
     * @return the share of inputs whose largest output is that of their class, in [0, 1]
     * @throws BadInputException if the model has no output of one number for each class
     */
    public static double of(
            Model model, ModelInput inputs, Matrix labels, Tapping.Settings settings, LongConsumer done) {
        Require.that(
                labels.rows() >= inputs.count() && labels.columns() == 1,
                inputs.count() + " labels, one for each input",
                labels,
                "give the labels of the same inputs");
        String output = output(model);
        AtomicInteger right = new AtomicInteger();
        try (TappedModel tapped = model.tap(TapPlan.reading(List.of(output)))) {
            new Tapping(tapped, List.of(output), inputs, settings)
                    .run(
                            0,
                            (input, kept, tokens, values) -> {
                                if (largest(values.getFirst()) == Math.round(labels.get(input, 0))) {
                                    right.incrementAndGet();
                                }
                            },
                            done);
        }
        return (double) right.get() / inputs.count();
    }

    private static String output(Model model) {
        List<String> outputs = model.tensors().stream()
                .filter(tensor -> tensor.role() == ModelTensor.Role.OUTPUT
                        && tensor.shape().size() == 2)
                .map(ModelTensor::name)
                .toList();
        return Optional.of(outputs)
                .filter(some -> some.size() == 1)
                .map(List::getFirst)
                .orElseThrow(() -> new BadInputException(
                        "a classifier, with one output of shape [inputs, classes]", outputs, "leave its accuracy out"));
    }

    private static int largest(float[] values) {
        int largest = 0;
        for (int i = 1; i < values.length; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
