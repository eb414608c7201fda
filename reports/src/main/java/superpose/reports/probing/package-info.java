/**
 * The protocol of a probing run: which probes are fitted to which rows, what stands beside every score, and what is
 * measured on rows that no fit has seen.
 *
 * <p>Not here: the fits, the measures, and pages.
 */
@NullMarked
package superpose.reports.probing;

import org.jspecify.annotations.NullMarked;
