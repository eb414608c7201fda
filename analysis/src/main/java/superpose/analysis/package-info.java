/**
 * Pure measures and statistics
 *
 * <p> geometry, recovery of known directions, intervals, decisions.:Not here: anything that trains, reads files or draws. Smile's types do not leave this room.
 */
@NullMarked
package superpose.analysis;

import org.jspecify.annotations.NullMarked;
