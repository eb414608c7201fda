package superpose.probes.linear;

import java.util.Arrays;

/** The best choice of neurons that a {@link BestSubset} found, and what it proved about all others among its candidates. */
public final class BestSubsetResult {

    private final int[] neurons;
    private final int[] candidates;
    private final double objective;
    private final double lowerBound;
    private final int nodes;

    BestSubsetResult(SubsetSearch search, int[] candidates) {
        this.candidates = candidates;
        this.neurons =
                Arrays.stream(search.best()).map(i -> candidates[i]).sorted().toArray();
        this.objective = search.objective();
        this.lowerBound = search.lowerBound();
        this.nodes = search.nodes();
    }

    /** Returns the chosen neurons, ascending; a copy. */
    public int[] neurons() {
        return neurons.clone();
    }

    /** Returns the neurons that were chosen from, those whose class means lie farthest apart first; a copy. */
    public int[] candidates() {
        return candidates.clone();
    }

    /** Returns the penalised squared error of the choice as a share of that of the mean, in (0, 1]. */
    public double objective() {
        return objective;
    }

    /** Returns what no choice of as many candidates comes below; at most the objective, to a relative 1e-9. */
    public double lowerBound() {
        return lowerBound;
    }

    /** Returns by what share of the objective another choice might be better, in [0, 1]; 0 if none is. */
    public double gap() {
        return (objective - lowerBound) / objective;
    }

    /** Says whether no choice among the candidates is better. */
    public boolean isProven() {
        return gap() == 0;
    }

    /** Returns how many open cases were looked into. */
    public int nodes() {
        return nodes;
    }
}
