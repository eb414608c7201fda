package superpose.reports.probing;

import java.util.List;
import java.util.stream.IntStream;
import superpose.data.Concept;
import superpose.data.Require;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.LogisticTrainer;
import superpose.probes.linear.TrainingActivations;

/**
 * The penalties that are tried.
 *
 * @param values of C, at least 1, ascending: how much the rows weigh against the penalty
 * @param oneStandardError take the strongest penalty whose loss is within one standard error of the least, not the least
 */
public record PenaltyGrid(List<Double> values, boolean oneStandardError) {

    /** Checks the values. */
    public PenaltyGrid {
        values = List.copyOf(values);
        Require.positive(values.size(), "values of C");
        for (int i = 0; i < values.size(); i++) {
            Require.positive(values.get(i), "C");
            Require.that(
                    i == 0 || values.get(i - 1) < values.get(i),
                    "rising values of C",
                    values,
                    "give each once, the smallest first");
        }
    }

    /** Powers of ten from 0.001 to 1000, and the one with the least loss. */
    public static PenaltyGrid usual() {
        return new PenaltyGrid(
                IntStream.rangeClosed(-3, 3)
                        .mapToObj(power -> Double.valueOf("1e" + power))
                        .toList(),
                false);
    }

    /** Tries some values of C, rising, and takes the one with the least loss. */
    public static PenaltyGrid of(Double... values) {
        return new PenaltyGrid(List.of(values), false);
    }

    /** Fits a probe at each penalty, in the order of the values. */
    List<LinearProbe> fit(TrainingActivations training, Concept concept) {
        return LogisticTrainer.fitPath(training, List.of(concept), values).stream()
                .map(List::getFirst)
                .toList();
    }
}
