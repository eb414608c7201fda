package superpose.reports.probe;

import java.util.List;
import superpose.analysis.statistics.Interval;
import superpose.reports.figures.BarChart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.pages.Section;
import superpose.reports.probing.ConceptFindings;
import superpose.reports.probing.OtherProbe;
import superpose.reports.probing.ProbeKind;
import tech.tablesaw.api.Table;

/** The part of a probing run's page that says whether the answer hangs on the kind of probe. */
final class OtherKindsSection {

    private OtherKindsSection() {}

    /**
     * Draws the kinds beside each other.
     *
     * @param best of each concept, where it is read best
     */
    static Section of(List<ConceptFindings> findings, List<ConceptFindings> best) {
        ProbeKind own = best.getFirst().penalty().kind();
        Section section = Section.titled("Does it depend on the kind of probe?")
                .prose("The same rows read by other kinds of probe, each fitted as the " + own.words()
                        + " is and scored on the same test rows. Where all of them agree, the answer does not hang on the"
                        + " kind. The *" + ProbeKind.MEAN_DIFFERENCE.words()
                        + "* reads each neuron by itself; the *" + ProbeKind.LDA.words()
                        + "* knows how the neurons go together as well. Where those two differ much, the concept is told by"
                        + " what neurons do together.");
        for (List<ConceptFindings> some : ProbeReport.chunks(best)) {
            section = section.chart(BarChart.of(
                            new ChartText(
                                    "Kinds of probe: "
                                            + String.join(
                                                    ", ",
                                                    some.stream()
                                                            .map(one ->
                                                                    one.where().concept())
                                                            .toList()),
                                    "In the activations where each concept is read best. Bars begin at 0.5, which is"
                                            + " chance."),
                            table("other_probes", some),
                            ChartAxis.category("concept", "concept"),
                            ChartAxis.linear("auroc", "AUROC"))
                    .seriesBy("probe")
                    .interval("auroc_ci_low", "auroc_ci_high")
                    .from(0.5)
                    .chart()
                    .withTableFile("tables/other_probes.csv"));
        }
        return section.table(
                "Kinds of probe in all activations; behind: by how much the AUROC of the " + own.words()
                        + " is above this one",
                table("other_probes", findings));
    }

    /** One row per kind of probe, the run's own first and the best single neuron last. */
    static Table table(String name, List<ConceptFindings> findings) {
        Rows rows = new Rows(name);
        for (ConceptFindings one : findings) {
            row(
                            rows.of(one),
                            one.penalty().kind().words(),
                            one.comparedC(),
                            one.compared().auroc())
                    .number("behind", Double.NaN)
                    .number("behind_ci_low", Double.NaN)
                    .number("behind_ci_high", Double.NaN);
            for (OtherProbe other : one.others()) {
                row(rows.of(one), other.kind().words(), other.c(), other.auroc())
                        .interval("behind", other.behind());
            }
            row(
                            rows.of(one),
                            ProbeTables.BEST_NEURON,
                            Double.NaN,
                            one.controls().bestNeuron().auroc())
                    .interval("behind", one.controls().gains().overBestNeuron());
        }
        return rows.table();
    }

    private static Rows row(Rows rows, String probe, double c, Interval auroc) {
        return rows.words("probe", probe).number("c", c).interval("auroc", auroc);
    }
}
