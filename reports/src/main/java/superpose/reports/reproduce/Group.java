package superpose.reports.reproduce;

import java.util.ArrayList;
import java.util.List;
import superpose.data.BadInputException;
import superpose.data.NearNames;

/**
 * Experiments that belong together.
 *
 * @param name what the group is called on the command line, such as {@code toy-models}
 * @param title heading of the overview
 * @param experiments in the order in which they are run and listed
 */
public record Group(String name, String title, List<Reproduction> experiments) {

    /** Copies the list. */
    public Group {
        experiments = List.copyOf(experiments);
    }

    /**
     * Returns the experiments of some names, each once, in the order in which they are listed; the group's own name stands for
     * all of them.
     *
     * @throws BadInputException if a name is unknown; the message offers the nearest
     */
    public List<Reproduction> named(List<String> names) {
        names.forEach(this::check);
        return names.contains(name)
                ? experiments
                : experiments.stream()
                        .filter(one -> names.contains(one.about().name()))
                        .toList();
    }

    private void check(String asked) {
        List<String> known = new ArrayList<>(List.of(name));
        experiments.forEach(one -> known.add(one.about().name()));
        if (!known.contains(asked)) {
            throw new BadInputException(
                    "the name of an experiment",
                    "'" + asked + "'",
                    NearNames.remedy(asked, known, "see 'superpose reproduce --list'"));
        }
    }
}
