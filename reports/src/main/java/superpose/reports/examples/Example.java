package superpose.reports.examples;

import java.util.List;

/**
 * A row shown as an example, with the rows before and after it in the same input.
 *
 * @param at the row
 * @param window the rows around it and itself, in order
 */
public record Example(ScoredRow at, List<ScoredRow> window) {

    /** Copies the list. */
    public Example {
        window = List.copyOf(window);
    }

    /** Returns where in the window the row itself is. */
    public int focus() {
        return at.row() - window.getFirst().row();
    }
}
