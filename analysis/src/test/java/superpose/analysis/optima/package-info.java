/** Laws, limits and reference values of the computed optima. */
@NullMarked
package superpose.analysis.optima;

import org.jspecify.annotations.NullMarked;
