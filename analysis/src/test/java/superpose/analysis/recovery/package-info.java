/**
 * How well learned directions match known ones, and how well random ones would.
 *
 * <p>Not here: measures of one set of directions ({@link superpose.analysis.geometry}), and anything that learns directions.
 */
@NullMarked
package superpose.analysis.recovery;

import org.jspecify.annotations.NullMarked;
