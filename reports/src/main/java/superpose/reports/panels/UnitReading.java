package superpose.reports.panels;

import superpose.analysis.statistics.Interval;

/**
 * How well a unit tells the label that it tells best.
 *
 * @param label the name of the label
 * @param auroc in [0, 1]; below 0.5 where the unit is lower with the label
 */
public record UnitReading(String label, Interval auroc) {}
