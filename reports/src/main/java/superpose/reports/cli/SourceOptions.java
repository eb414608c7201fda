package superpose.reports.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;
import superpose.data.Require;
import superpose.data.io.ArrayReference;
import superpose.reports.sources.RowGrouping;

/** The options that name real activations, their labels, and which rows belong together. */
final class SourceOptions {

    @Option(
            names = "--activations",
            arity = "1..*",
            paramLabel = "SOURCE[:TENSOR]",
            description =
                    "npy, npz, safetensors, Parquet or idx files of the same samples, such as the layers of a model;"
                            + " or stores of activations, whose tensors may be named with * and ?. Default: all tensors.")
    private List<String> activations = List.of();

    @Option(
            names = "--labels",
            arity = "1..*",
            paramLabel = "FILE",
            description = "CSV files with a column 'label' and key columns that tell which sample a row is; for a store"
                    + " the first is the input's number, the second the position in it.")
    private List<Path> labels = List.of();

    @Option(
            names = "--group",
            paramLabel = "COLUMN",
            description = "Key column whose rows stay on one side of the split. Default: the first of several, or a"
                    + " store's input.")
    private Optional<String> group = Optional.empty();

    @Option(
            names = "--test-groups",
            paramLabel = "FILE",
            description = "Text file with the groups to test on, one a line. Default: some at random, stratified.")
    private Optional<Path> testGroups = Optional.empty();

    /** Tells whether activations or labels are named. */
    boolean isGiven() {
        return !activations.isEmpty() || !labels.isEmpty();
    }

    /** Returns the activations, at least one. */
    List<ArrayReference> activations() {
        Require.that(!activations.isEmpty(), "activations to probe", "none", "add --activations FILE");
        return activations.stream().map(ArrayReference::parse).toList();
    }

    /** Returns the label tables, at least one. */
    List<Path> labels() {
        Require.that(!labels.isEmpty(), "labels for the activations", "none", "add --labels FILE");
        return labels;
    }

    /** Returns which rows belong together. */
    RowGrouping grouping() {
        return new RowGrouping(group, testGroups);
    }
}
