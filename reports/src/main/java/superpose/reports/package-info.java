/**
 * Experiments, claims, figures, pages, run records and the command line.
 *
 * <p>Not here: models, fits and measures; they live in the rooms this one may use. Tablesaw's tables do not leave this room.
 */
@NullMarked
package superpose.reports;

import org.jspecify.annotations.NullMarked;
