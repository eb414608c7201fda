package superpose.reports.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import superpose.probes.model.Model;
import superpose.probes.model.ModelTensor;
import superpose.probes.model.TensorNames;
import superpose.reports.tap.ModelFiles;

/** The tensors of a model on the screen, in the order in which they are computed. */
final class ModelLines {

    private static final int WIDEST = 60;

    private final Path file;
    private final List<String> patterns;
    private final Optional<Path> names;

    /**
     * Chooses what to show.
     *
     * @param patterns names or globs; all tensors where there are none
     * @param names a file of other names
     */
    ModelLines(Path file, List<String> patterns, Optional<Path> names) {
        this.file = file;
        this.patterns = patterns;
        this.names = names;
    }

    void print(PrintWriter out) {
        Model model = ModelFiles.open(file);
        List<ModelTensor> tensors = model.tensors();
        TensorNames known = ModelFiles.names(model, tensors, names);
        List<ModelTensor> shown = patterns.isEmpty() ? tensors : found(tensors, known);
        out.println(file + ": model with " + tensors.size() + " tensors"
                + (shown.size() == tensors.size() ? "" : ", " + shown.size() + " of them here"));
        int width =
                shown.stream().mapToInt(tensor -> tensor.name().length()).max().orElse(1);
        for (ModelTensor tensor : shown) {
            List<String> words = new ArrayList<>();
            words.add(tensor.role() == ModelTensor.Role.INPUT ? "input" : tensor.madeBy());
            if (tensor.role() == ModelTensor.Role.OUTPUT) {
                words.add("output");
            }
            words.addAll(known.of(tensor.name()));
            out.printf(
                    Locale.ROOT,
                    "  %-" + Math.clamp(width, 1, WIDEST) + "s  %-8s %-18s %s%n",
                    printable(tensor.name()),
                    tensor.type(),
                    tensor.shapeText(),
                    printable(String.join("  ", words)));
        }
    }

    private List<ModelTensor> found(List<ModelTensor> tensors, TensorNames known) {
        Set<String> wanted = new HashSet<>();
        known.find(patterns).forEach(named -> wanted.add(named.tensor()));
        return tensors.stream().filter(tensor -> wanted.contains(tensor.name())).toList();
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
