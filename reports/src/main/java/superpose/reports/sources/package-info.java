/**
 * What a run reads: activations from files and stores, label tables joined to their rows, and how much memory probing them
 * may take.
 *
 * <p>Not here: splits, fits and pages.
 */
@NullMarked
package superpose.reports.sources;

import org.jspecify.annotations.NullMarked;
