/**
 * The experiment behind {@code superpose probe}: labelled concepts in real activations, what reads them and how sure that is,
 * and its report.
 *
 * <p>Not here: the protocol of a probing run ({@link superpose.reports.probing}), and how examples are chosen and drawn.
 */
@NullMarked
package superpose.reports.probe;

import org.jspecify.annotations.NullMarked;
