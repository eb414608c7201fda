package superpose.reports.panels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import superpose.analysis.statistics.Interval;
import superpose.analysis.units.LogitEffect;
import superpose.analysis.units.Neighbour;
import superpose.analysis.units.UnitActivity;
import superpose.analysis.units.UnitScores;
import superpose.data.Concept;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.io.RowIndex;
import superpose.reports.examples.ExamplePlan;
import superpose.reports.examples.ExampleSearch;
import superpose.reports.examples.KnownRows;
import superpose.reports.examples.RowLabels;
import superpose.reports.examples.TokenWords;
import superpose.reports.pages.FeaturePanel;
import superpose.reports.pages.PanelPart;
import superpose.reports.pages.TokenExamples;
import superpose.reports.pages.TokenStrip;
import tech.tablesaw.api.Table;

class UnitSurveyTest {

    private static final int ROWS = 600;

    /** Ten texts of sixty tokens each; the label is known for the first half of the rows. */
    private static final RowIndex INDEX = RowIndex.of(
            "test",
            10,
            IntStream.range(0, ROWS).mapToLong(row -> row / 60).toArray(),
            IntStream.range(0, ROWS).map(row -> row % 60).toArray(),
            IntStream.range(0, ROWS).map(row -> row % 7).toArray());

    private static final RowLabels LABELS = labels();

    private static final KnownRows FACTS = new KnownRows(INDEX, List.of(Optional.of(LABELS), Optional.empty()));

    private static RowLabels labels() {
        boolean[] present = new boolean[ROWS / 2];
        for (int row = 0; row < present.length; row++) {
            present[row] = row % 3 == 0;
        }
        return RowLabels.of(
                Concept.of("third", present), IntStream.range(0, ROWS / 2).toArray());
    }

    private static Matrix activations() {
        RandomGenerator random = new Seed(1).generator();
        float[] values = new float[2 * ROWS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Matrix.of(ROWS, 2, values);
    }

    @Test
    void oneSurveyIsWhatItsPartsTellAlone() {
        UnitScores scores = UnitScores.ofNeurons(activations());
        UnitSurvey survey = UnitSurvey.of(scores, FACTS, ExamplePlan.forProbes(), 0);
        List<UnitActivity> activity = UnitActivity.of(scores, 0);
        for (int unit = 0; unit < 2; unit++) {
            assertEquals(activity.get(unit), survey.activity(unit));
            assertEquals(
                    ExampleSearch.run(scores, activity, FACTS, ExamplePlan.forProbes())
                            .get(unit),
                    survey.examples(unit));
        }
        assertEquals(ROWS / 6, survey.histograms(0).labelled().orElseThrow().total());
        assertEquals(ROWS / 3, survey.histograms(0).rest().total());
        assertEquals(ROWS, survey.histograms(1).rest().total());
        assertTrue(survey.histograms(1).labelled().isEmpty());
    }

    @Test
    void thePanelShowsTheTokensOfTheExamplesAndUnderlinesTheLabelled() {
        UnitScores scores = UnitScores.ofNeurons(activations(), 0);
        UnitSurvey survey =
                UnitSurvey.of(scores, new KnownRows(INDEX, List.of(Optional.of(LABELS))), ExamplePlan.forNeurons(), 0);
        FeaturePanel panel = UnitPanel.of(
                        "neuron 0", "words", new RowLooks.Tokens(INDEX, TokenWords.ids()), Optional.of(LABELS))
                .reading(new UnitReading("third", new Interval(0.6, 0.5, 0.7)))
                .survey(survey, 0)
                .neighbours(List.of(new Neighbour(1, 0.3, OptionalDouble.of(0.1))))
                .logits(
                        new LogitEffect(
                                List.of(new LogitEffect.TokenChange(5, 1)),
                                List.of(new LogitEffect.TokenChange(6, -1))),
                        TokenWords.ids(),
                        "note")
                .panel();
        List<TokenStrip> strips = panel.parts().stream()
                .filter(part -> part instanceof TokenExamples)
                .flatMap(part -> ((TokenExamples) part).strips().stream())
                .toList();
        assertEquals(10, strips.size());
        for (int example = 0; example < strips.size(); example++) {
            int row = survey.examples(0).getFirst().examples().get(example).at().row();
            TokenStrip strip = strips.get(example);
            TokenStrip.Token token = strip.tokens().get(strip.focus());
            assertEquals("#" + row % 7, token.word());
            assertEquals(activations().get(row, 0), token.score());
            assertEquals(LABELS.has(row), token.labelled());
            assertEquals("text " + row / 60 + ", token " + row % 60, strip.place());
        }
        assertEquals(1, panel.folded().size(), "a neuron has no threshold to be near");
        assertTrue(panel.facts().stream().anyMatch(fact -> fact.label().contains("third")));
    }

    @Test
    void positionsThatAreMissingBetweenTokensAreMarked() {
        RowIndex gaps = RowIndex.of("test", 1, new long[3], new int[] {0, 1, 9}, new int[] {4, 5, 6});
        UnitScores scores = UnitScores.of(1, 2, 3);
        UnitSurvey survey = UnitSurvey.of(scores, KnownRows.unlabelled(gaps, 1), ExamplePlan.forNeurons(), 0);
        RowLooks looks = new RowLooks.Tokens(gaps, TokenWords.ids());
        PanelPart part = UnitPanel.of("unit", "", looks, Optional.empty())
                .survey(survey, 0)
                .panel()
                .parts()
                .get(1);
        TokenStrip strip = ((TokenExamples) part).strips().getFirst();
        assertEquals(
                List.of("#4", "#5", " … #6"),
                strip.tokens().stream().map(TokenStrip.Token::word).toList());
    }

    @Test
    void tablesHoldEveryUnitWithTheMostTellingFirst() {
        UnitScores scores = UnitScores.ofNeurons(activations());
        List<UnitActivity> activity = UnitActivity.of(scores, 0);
        List<UnitRow> rows = List.of(
                new UnitRow("a", activity.get(0), reading(0.55), new UnitRow.Selectivity(0.5, 0)),
                new UnitRow("b", activity.get(1), reading(0.1), new UnitRow.Selectivity(0.001, 3)));
        Table table = UnitTables.units("units", UnitRow.mostTellingFirst(rows));
        assertEquals(List.of("b", "a"), table.stringColumn("unit").asList());
        assertEquals(3, table.intColumn("labels_told").getInt(0));
        assertEquals(activity.get(1).mean(), table.doubleColumn("mean").getDouble(0));
        assertFalse(UnitTables.units("none", List.of()).columnNames().isEmpty());
    }

    private static UnitReading reading(double auroc) {
        return new UnitReading("third", new Interval(auroc, 0, 1));
    }
}
