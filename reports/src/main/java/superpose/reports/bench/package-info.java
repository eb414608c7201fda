/**
 * Benchmarks: how long trainings take here, beside the same work in another library on the same machine, in turn.
 *
 * <p>Not here: how anything is trained. The peers are scripts of our own, in the folder {@code peer} of this package's
 * resources.
 */
@NullMarked
package superpose.reports.bench;

import org.jspecify.annotations.NullMarked;
