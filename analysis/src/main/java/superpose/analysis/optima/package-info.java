/**
 * The best that a small toy model can do, computed when asked for: exact expected losses, their minimisers, and the closed
 * forms they are compared with.
 *
 * <p>A trained model is judged against these. Not here: training ({@code superpose.toymodels}), and measures of directions
 * ({@link superpose.analysis.geometry}).
 */
@NullMarked
package superpose.analysis.optima;

import org.jspecify.annotations.NullMarked;
