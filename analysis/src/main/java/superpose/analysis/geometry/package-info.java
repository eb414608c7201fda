/**
 * How one set of feature directions shares its hidden units: norms, interference, dimensionality, capacity,
 * polysemanticity, angles, and what a linear model loses by it.
 *
 * <p>Not here: comparing learned directions with true ones ({@link superpose.analysis.recovery}), and intervals ({@link
 * superpose.analysis.statistics}).
 */
@NullMarked
package superpose.analysis.geometry;

import org.jspecify.annotations.NullMarked;
