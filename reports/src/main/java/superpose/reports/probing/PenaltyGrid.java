package superpose.reports.probing;

import java.util.List;
import java.util.stream.IntStream;
import superpose.data.Concept;
import superpose.data.Require;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.TrainingActivations;

/**
 * The probes of one kind that are tried: one at each of several penalties, or the only one of a kind that has none.
 *
 * @param kind of probe
 * @param values of C, ascending: how much the rows weigh against the penalty; empty for a kind without
 * @param oneStandardError take the strongest penalty whose loss is within one standard error of the least, not the least
 */
public record PenaltyGrid(ProbeKind kind, List<Double> values, boolean oneStandardError) {

    /** Checks the values. */
    public PenaltyGrid {
        values = List.copyOf(values);
        Require.that(
                values.isEmpty() != kind.hasPenalty(),
                kind.hasPenalty() ? "values of C for a " + kind.words() : "no values of C for a " + kind.words(),
                values.isEmpty() ? "none" : values,
                kind.hasPenalty() ? "give at least one" : "leave them out");
        for (int i = 0; i < values.size(); i++) {
            Require.positive(values.get(i), "C");
            Require.that(
                    i == 0 || values.get(i - 1) < values.get(i),
                    "rising values of C",
                    values,
                    "give each once, the smallest first");
        }
    }

    /** Logistic probes at powers of ten from 0.001 to 1000, and the one with the least loss. */
    public static PenaltyGrid usual() {
        return usual(ProbeKind.LOGISTIC);
    }

    /** Seven powers of ten, and the best one; a single probe where there is no penalty. */
    public static PenaltyGrid usual(ProbeKind kind) {
        return new PenaltyGrid(kind, kind.usualPenalties(), false);
    }

    /** Three of the usual seven, a hundredfold apart. */
    public static PenaltyGrid coarse(ProbeKind kind) {
        List<Double> usual = kind.usualPenalties();
        return new PenaltyGrid(
                kind,
                IntStream.range(0, usual.size())
                        .filter(place -> place % 2 == 1)
                        .mapToObj(usual::get)
                        .toList(),
                false);
    }

    /** Returns how many probes are tried, at least 1. */
    int size() {
        return Math.max(1, values.size());
    }

    /** Returns the C of a probe that is tried; NaN where there is no penalty. */
    double c(int place) {
        return values.isEmpty() ? Double.NaN : values.get(place);
    }

    /** Fits the probes that are tried, in the order of the values. */
    List<LinearProbe> fit(TrainingActivations training, Concept concept) {
        return values.isEmpty()
                ? List.of(kind.trainer(Double.NaN).fit(training, concept))
                : kind.path(training, concept, values);
    }
}
