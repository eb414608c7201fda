package superpose.reports.probe;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import superpose.data.Require;
import superpose.data.io.ArrayReference;
import superpose.reports.experiments.Preset;
import superpose.reports.probing.ConceptProbing;
import superpose.reports.probing.PenaltyGrid;
import superpose.reports.probing.ProbeKind;
import superpose.reports.sources.RowGrouping;

/**
 * What is probed, and what is shown of it.
 *
 * @param preset how many draws and permutations
 * @param probe the kind of probe
 * @param activations files or stores of several layers or widths, all with the same rows
 * @param labels tables with a label column, joined to the rows by their key columns
 * @param grouping which rows belong together, and which of them are held out
 * @param comparisonRows how many rows controls, curves, code lengths and panels are computed on, at most; the probes
 *     themselves are fitted and scored on all
 * @param panels what single neurons are shown with
 */
public record ProbePlan(
        Preset preset,
        ProbeKind probe,
        List<ArrayReference> activations,
        List<Path> labels,
        RowGrouping grouping,
        int comparisonRows,
        Panels panels) {

    /** Fewer rows leave hardly any of a class that is not very common in each part. */
    private static final int FEWEST_COMPARISON_ROWS = 100;

    private static final int RESAMPLES = 1000;

    /** Checks that there is something to probe. */
    public ProbePlan {
        activations = List.copyOf(activations);
        labels = List.copyOf(labels);
        Require.positive(activations.size(), "activation files");
        Require.positive(labels.size(), "label files");
        Require.that(
                comparisonRows >= FEWEST_COMPARISON_ROWS,
                "at least " + FEWEST_COMPARISON_ROWS + " rows to compute comparisons on",
                comparisonRows,
                "50000 is usual");
    }

    /**
     * What single neurons are shown with.
     *
     * @param neurons how many get a panel, at least 0
     * @param tokenizer turns token ids into words
     * @param images what the rows, or their inputs, are of
     * @param model the language model that the activations are of
     */
    public record Panels(int neurons, Optional<Path> tokenizer, Optional<ArrayReference> images, Optional<Path> model) {

        /** Checks the range. */
        public Panels {
            Require.notNegative(neurons, "neurons with a panel");
        }
    }

    /** Returns how thoroughly each concept is probed. */
    ConceptProbing protocol() {
        return switch (preset) {
            case SMOKE -> new ConceptProbing(PenaltyGrid.coarse(probe), RESAMPLES, 1, 1);
            case QUICK -> new ConceptProbing(PenaltyGrid.usual(probe), RESAMPLES, 5, 2);
            case PAPER -> new ConceptProbing(PenaltyGrid.usual(probe), RESAMPLES, 20, 10);
        };
    }
}
