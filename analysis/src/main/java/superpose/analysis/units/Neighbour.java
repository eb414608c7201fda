package superpose.analysis.units;

import java.util.OptionalDouble;

/**
 * A neuron that moves with a unit.
 *
 * @param neuron its index
 * @param pearson correlation of its activation with the unit's score over the rows looked at, in [-1, 1]
 * @param cosine of the two weight vectors, in [-1, 1]; nothing where weights are not known
 */
public record Neighbour(int neuron, double pearson, OptionalDouble cosine) {}
