/**
 * Benchmarks: how long trainings, taps and probes take here, beside the same work in another library on the same machine, in turn.
 *
 * <p>Not here: how anything is trained or fitted. The peers are scripts of our own, in the folder {@code peer} of this package's
 * resources.
 */
@NullMarked
package superpose.reports.bench;

import org.jspecify.annotations.NullMarked;
