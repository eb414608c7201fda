package superpose.reports.probe;

import java.util.List;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.pages.Section;
import superpose.reports.probing.ConceptFindings;
import superpose.reports.probing.ProbeKind;

/** The part of a probing run's page about what single scores are worth: probabilities, and sides of the threshold. */
final class CalibrationSection {

    private static final String SIDES = "The confusion table counts rows on each side of the probe's threshold.";

    private CalibrationSection() {}

    /**
     * Draws calibrations where there are any.
     *
     * @param drawn of some concepts, where each is read best
     */
    static Section of(List<ConceptFindings> findings, List<ConceptFindings> drawn) {
        ProbeKind kind = findings.getFirst().penalty().kind();
        Section section = kind.givesProbabilities()
                ? probabilities(drawn)
                : Section.titled("On which side of the threshold do rows fall?")
                        .prose("The scores of a " + kind.words()
                                + " order rows but are no probabilities, so this page has no calibration curves and no"
                                + " code lengths. " + SIDES);
        return section.table("Rows on each side of the threshold", ProbeTables.confusion("confusion", findings));
    }

    private static Section probabilities(List<ConceptFindings> drawn) {
        Section section = Section.titled("Can the probabilities be believed?")
                .prose(
                        "Test rows are sorted by the probability that the probe gives them and cut into bins of equal size;"
                                + " a calibrated probe lies on the diagonal. " + SIDES);
        for (List<ConceptFindings> some : ProbeReport.chunks(drawn)) {
            List<String> names = some.stream().map(one -> one.where().concept()).toList();
            section = section.chart(LineChart.of(
                            new ChartText(
                                    "Calibration: " + String.join(", ", names),
                                    "Share of rows that have the concept against the probability given, with 95 %"
                                            + " intervals; the dashed line is perfect."),
                            ProbeTables.calibrationWithDiagonal("calibration", some),
                            ChartAxis.linear("probability", "probability given").within(0, 1),
                            ChartAxis.linear("share", "share with the concept").within(0, 1))
                    .seriesBy("concept")
                    .band("share_ci_low", "share_ci_high")
                    .dashed(ProbeTables.PERFECT)
                    .chart()
                    .withTableFile("tables/calibration.csv"));
        }
        return section;
    }
}
