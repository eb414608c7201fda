package superpose.reports.study;

import java.nio.file.Path;
import java.util.List;
import superpose.data.Require;
import superpose.data.io.ArrayReference;
import superpose.reports.experiments.Preset;
import superpose.reports.sources.RowGrouping;

/**
 * What the real side of a study probes.
 *
 * @param preset how many draws and permutations
 * @param activations files or stores of several layers or widths, all with the same rows
 * @param labels tables with a label column, joined to the rows by their key columns
 * @param grouping which rows belong together, and which of them are held out
 */
public record RealPlan(Preset preset, List<ArrayReference> activations, List<Path> labels, RowGrouping grouping) {

    /** Checks that there is something to probe. */
    public RealPlan {
        activations = List.copyOf(activations);
        labels = List.copyOf(labels);
        Require.positive(activations.size(), "sources of activations");
        Require.positive(labels.size(), "label files");
    }

    /** Returns how many random orders of the neurons are tried. */
    int draws() {
        return switch (preset) {
            case SMOKE -> 2;
            case QUICK -> 3;
            case PAPER -> 10;
        };
    }

    /** Returns how many times labels are shuffled. */
    int permutations() {
        return switch (preset) {
            case SMOKE -> 1;
            case QUICK -> 3;
            case PAPER -> 20;
        };
    }
}
