/**
 * Panels and tables about units, a unit being a neuron or a probe direction: what it responds to, which label it tells, which
 * neurons move with it and which tokens it raises.
 *
 * <p>Not here: choosing the examples ({@link superpose.reports.examples}), measuring ({@link superpose.analysis.units} and
 * {@link superpose.analysis.detection}), and how a panel looks ({@link superpose.reports.pages}).
 */
@NullMarked
package superpose.reports.panels;

import org.jspecify.annotations.NullMarked;
