/**
 * Claims: sentences with a source, a measured value with an interval, an expected band and a verdict.
 *
 * <p>Not here: how a value is measured, and how a claim looks on a page.
 */
@NullMarked
package superpose.reports.claims;

import org.jspecify.annotations.NullMarked;
