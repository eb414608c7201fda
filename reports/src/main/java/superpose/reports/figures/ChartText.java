package superpose.reports.figures;

import superpose.data.Require;

/**
 * The words around a chart.
 *
 * @param title what the chart shows, one line
 * @param caption what to see in it, a sentence or two
 */
public record ChartText(String title, String caption) {

    /** Checks that neither is empty. */
    public ChartText {
        Require.that(!title.isBlank(), "a chart title", "an empty one", "say what the chart shows");
        Require.that(!caption.isBlank(), "a caption for '" + title + "'", "an empty one", "say what to see in it");
    }
}
