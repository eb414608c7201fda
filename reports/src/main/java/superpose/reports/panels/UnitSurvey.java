package superpose.reports.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import superpose.analysis.units.ScoreHistogram;
import superpose.analysis.units.UnitActivity;
import superpose.analysis.units.UnitScores;
import superpose.reports.examples.ExampleGroup;
import superpose.reports.examples.ExamplePlan;
import superpose.reports.examples.ExampleSearch;
import superpose.reports.examples.KnownRows;
import superpose.reports.examples.RowLabels;

/**
 * What two passes over the rows tell about some units: first how active they are, then their histograms and examples.
 */
public final class UnitSurvey {

    private static final int BINS = 50;

    private final List<UnitActivity> activity;
    private final List<Histograms> histograms;
    private final ExampleSearch examples;

    private UnitSurvey(List<UnitActivity> activity, List<Histograms> histograms, ExampleSearch examples) {
        this.activity = activity;
        this.histograms = histograms;
        this.examples = examples;
    }

    /**
     * The scores of a unit, counted.
     *
     * @param rest rows without the label; where no label is given, all rows
     * @param labelled rows with the label, if one is given
     */
    public record Histograms(ScoreHistogram rest, Optional<ScoreHistogram> labelled) {}

    /**
     * Looks at all rows.
     *
     * @param rows where each row stands, and the label of each unit
     * @param threshold a unit is active where its score is above it; 0 is usual
     */
    public static UnitSurvey of(UnitScores scores, KnownRows rows, ExamplePlan plan, double threshold) {
        List<UnitActivity> activity = UnitActivity.of(scores, threshold);
        ExampleSearch examples = ExampleSearch.of(scores, activity, rows, plan);
        List<Counters> counters = new ArrayList<>();
        for (int unit = 0; unit < activity.size(); unit++) {
            counters.add(new Counters(activity.get(unit).range(), rows.labels().get(unit)));
        }
        scores.forEachRow((row, values) -> {
            examples.visit(row, values);
            for (int unit = 0; unit < values.length; unit++) {
                counters.get(unit).add(row, values[unit]);
            }
        });
        return new UnitSurvey(
                activity, counters.stream().map(Counters::histograms).toList(), examples);
    }

    /** Returns how active a unit is. */
    public UnitActivity activity(int unit) {
        return activity.get(unit);
    }

    /** Returns the histograms of a unit. */
    public Histograms histograms(int unit) {
        return histograms.get(unit);
    }

    /** Returns the examples of a unit. */
    public List<ExampleGroup> examples(int unit) {
        return examples.groups(unit);
    }

    private static final class Counters {

        private final Optional<RowLabels> labels;
        private final ScoreHistogram.Counter rest;
        private final ScoreHistogram.Counter labelled;

        Counters(UnitActivity.Range range, Optional<RowLabels> labels) {
            this.labels = labels;
            rest = new ScoreHistogram.Counter(range, BINS);
            labelled = new ScoreHistogram.Counter(range, BINS);
        }

        void add(int row, double score) {
            if (labels.isEmpty()) {
                rest.add(score);
            } else if (labels.get().has(row)) {
                labelled.add(score);
            } else if (labels.get().knows(row)) {
                rest.add(score);
            }
        }

        Histograms histograms() {
            return new Histograms(rest.histogram(), labels.map(known -> labelled.histogram()));
        }
    }
}
