/**
 * Runs on disk: the folder of a run, its checkpoints, its record and the files it ends with.
 *
 * <p>Not here: what is computed in a run, and what its page says.
 */
@NullMarked
package superpose.reports.ledger;

import org.jspecify.annotations.NullMarked;
