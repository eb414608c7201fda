package superpose.reports.panels;

import java.util.Comparator;
import java.util.List;
import superpose.analysis.units.UnitActivity;
import superpose.data.Require;

/**
 * What a table says about a unit.
 *
 * @param unit its name or number
 * @param activity how active it is
 * @param best the label it tells best
 * @param selectivity how sure that is, and for how many labels
 */
public record UnitRow(String unit, UnitActivity activity, UnitReading best, Selectivity selectivity) {

    /** Most telling first: by the distance of the AUROC from chance, then in the order given. */
    private static final Comparator<UnitRow> BY_DISTANCE_FROM_CHANCE =
            Comparator.comparingDouble(row -> -Math.abs(row.best().auroc().estimate() - 0.5));

    /**
     * How many of the given labels a unit tells.
     *
     * @param adjustedP p-value for the best label, adjusted for all units and labels, in [0, 1]
     * @param labels how many labels it tells at the chosen rate of false discoveries; above 1 it is polysemantic in them
     */
    public record Selectivity(double adjustedP, int labels) {

        /** Checks the ranges. */
        public Selectivity {
            Require.that(adjustedP >= 0 && adjustedP <= 1, "a p-value in [0, 1]", adjustedP, "check the tests");
            Require.that(labels >= 0, "a number of labels of at least 0", labels, "count them again");
        }
    }

    /** Returns rows with the most telling first. */
    public static List<UnitRow> mostTellingFirst(List<UnitRow> rows) {
        return rows.stream().sorted(BY_DISTANCE_FROM_CHANCE).toList();
    }
}
