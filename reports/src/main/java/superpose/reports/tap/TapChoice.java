package superpose.reports.tap;

import java.util.List;
import java.util.Set;
import superpose.data.BadInputException;
import superpose.probes.model.Model;
import superpose.probes.model.TapPlan;
import superpose.probes.model.TappedModel;
import superpose.probes.model.Tapping;
import superpose.probes.model.TensorNames.Named;

/**
 * Which of the tensors that were asked for go into a store. Who names a tensor means it; a glob also finds tensors that have
 * no row for each input, and these are left out.
 *
 * @param taps what is stored
 * @param leftOut what only a glob found and cannot be stored
 */
public record TapChoice(List<Named> taps, List<Named> leftOut) {

    /**
     * Looks which tensors can be rows.
     *
     * @throws BadInputException if none can, or the model cannot be run on the inputs
     */
    public static TapChoice of(Model model, List<Named> found, TapInput input) {
        if (found.stream().noneMatch(Named::byGlob)) {
            return new TapChoice(found, List.of());
        }
        List<String> tensors = found.stream().map(Named::tensor).toList();
        try (TappedModel tapped = model.tap(new TapPlan(tensors, List.of(), 1))) {
            Set<String> without = Set.copyOf(Tapping.withoutRows(tapped, tensors, input.inputs()));
            List<Named> leftOut = found.stream()
                    .filter(named -> named.byGlob() && without.contains(named.tensor()))
                    .toList();
            if (leftOut.size() == found.size()) {
                throw new BadInputException(
                        "a tensor that has rows for every input",
                        found.size() + " that have none, the first "
                                + found.getFirst().name(),
                        "choose others; `superpose inspect` lists them");
            }
            return new TapChoice(
                    found.stream().filter(named -> !leftOut.contains(named)).toList(), leftOut);
        }
    }
}
