package superpose.analysis.units;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * Which neurons move with which units: Pearson correlations over rows, and cosines of weights where these are known.
 *
 * <p>Rows are read one by one, evenly spaced where there are more than asked for; the sums are kept in double precision around
 * the means. Rows in which anything is not finite are left out.
 */
public final class NeuronNeighbours {

    private final double[][] correlations;
    private final OptionalInt[] own;

    private NeuronNeighbours(double[][] correlations, OptionalInt[] own) {
        this.correlations = correlations;
        this.own = own;
    }

    /**
     * Correlates every unit with every neuron.
     *
     * @param units [rows, units]
     * @param activations [rows, neurons], the neurons that may be neighbours
     * @param mostRows how many rows are looked at, at most; 20,000 give an error of at most 0.007 around 0
     */
    public static NeuronNeighbours of(UnitScores units, Matrix activations, int mostRows) {
        Require.same(units.rows(), activations.rows(), "rows of activations beside the scores");
        Require.positive(mostRows, "rows");
        int step = Math.max(1, Math.ceilDiv(units.rows(), mostRows));
        CrossMoments moments = new CrossMoments(units, activations, step);
        OptionalInt[] own =
                IntStream.range(0, units.units()).mapToObj(units::neuron).toArray(OptionalInt[]::new);
        return new NeuronNeighbours(moments.correlations(), own);
    }

    /** Returns a correlation, in [-1, 1]; NaN where the unit or the neuron is constant. */
    public double pearson(int unit, int neuron) {
        return correlations[unit][neuron];
    }

    /**
     * Returns the neurons that move most with a unit or against it, the unit itself left out, the strongest first.
     *
     * @param count how many, at most
     */
    public List<Neighbour> nearest(int unit, int count) {
        double[] row = correlations[unit];
        return IntStream.range(0, row.length)
                .filter(neuron -> !Double.isNaN(row[neuron]) && own[unit].orElse(-1) != neuron)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer neuron) -> -Math.abs(row[neuron]))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(count)
                .map(neuron -> new Neighbour(neuron, row[neuron], OptionalDouble.empty()))
                .toList();
    }

    /**
     * Returns the nearest neurons with the cosines of weights.
     *
     * @param direction [width], the weights of the unit
     * @param weights [neurons, width], the weights of the neurons, such as those by which they write to the next layer
     */
    public List<Neighbour> nearest(int unit, int count, float[] direction, Matrix weights) {
        Require.same(correlations[unit].length, weights.rows(), "rows of weights, one for each neuron");
        Require.same(weights.columns(), direction.length, "weights of the unit");
        return nearest(unit, count).stream()
                .map(near ->
                        new Neighbour(near.neuron(), near.pearson(), cosine(direction, weights.row(near.neuron()))))
                .toList();
    }

    private static OptionalDouble cosine(float[] one, float[] other) {
        double product = 0;
        double a = 0;
        double b = 0;
        for (int i = 0; i < one.length; i++) {
            product += (double) one[i] * other[i];
            a += (double) one[i] * one[i];
            b += (double) other[i] * other[i];
        }
        double lengths = Math.sqrt(a) * Math.sqrt(b);
        return lengths == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.clamp(product / lengths, -1, 1));
    }
}
