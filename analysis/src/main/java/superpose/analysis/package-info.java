/**
 * Pure measures and statistics, in rooms of their own: {@link superpose.analysis.geometry} measures one set of directions,
 * {@link superpose.analysis.recovery} compares two, {@link superpose.analysis.optima} computes the best that can be reached,
 * {@link superpose.analysis.units} says what single neurons and directions do, {@link superpose.analysis.statistics} says how
 * sure a number is.
 *
 * <p>Not here: anything that trains, reads files or draws. Smile's types do not leave this room.
 */
@NullMarked
package superpose.analysis;

import org.jspecify.annotations.NullMarked;
