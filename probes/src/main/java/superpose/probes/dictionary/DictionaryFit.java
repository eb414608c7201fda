package superpose.probes.dictionary;

import java.util.List;

/**
 * A dictionary and how its fit went.
 *
 * @param dictionary what was learned
 * @param errors squared distance between sample and reconstruction, meaned over the samples of each twentieth of the
 *     training (of each step where there are fewer steps than twenty), seen before the update on those samples
 * @param revivals how many times an unused atom was given a new direction
 */
public record DictionaryFit(Dictionary dictionary, List<Double> errors, int revivals) {

    /** Keeps its own list. */
    public DictionaryFit {
        errors = List.copyOf(errors);
    }
}
