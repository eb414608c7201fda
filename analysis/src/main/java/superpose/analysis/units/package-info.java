/**
 * What single units do, a unit being a neuron or any direction in activation space: how often and how strongly they are
 * active, which neurons move with them, and which tokens they raise.
 *
 * <p>Not here: how well units tell a concept, which is in {@link superpose.analysis.detection}.
 */
@NullMarked
package superpose.analysis.units;

import org.jspecify.annotations.NullMarked;
