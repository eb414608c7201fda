/**
 * How sure a number is and which of several curves it follows: intervals, ranks, power laws, model choice and the
 * test of smooth against threshold.
 *
 * <p>Every interval says in its Javadoc how it was made. Not here: measures of directions ({@link
 * superpose.analysis.geometry}, {@link superpose.analysis.recovery}), scaling-law surfaces, and anything drawn.
 */
@NullMarked
package superpose.analysis.statistics;

import org.jspecify.annotations.NullMarked;
