package superpose.reports.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import superpose.reports.claims.Verdict;
import superpose.reports.figures.BarChart;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.HeatmapChart;
import superpose.reports.figures.LineChart;
import superpose.reports.figures.PhaseMap;
import superpose.reports.figures.QuiverChart;
import superpose.reports.figures.ScatterChart;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** Hostile words in every place of a page where words from outside can stand. */
final class EscapingTest {

    private static final String HTML = hostilePage().html();
    private static final Document PAGE = PageReader.read(HTML);

    @Test
    void hostileWordsAddNoElement() {
        assertEquals(0, PageReader.elements(PAGE, "b").size());
        assertEquals(1, scripts("").size(), "only the page's own script runs");
        for (Element element : PageReader.elements(PAGE, "*")) {
            assertFalse(element.hasAttribute("onmouseover"));
        }
    }

    @Test
    void hostileWordsAreReadAsTheyAre() {
        String heading = PageReader.elements(PAGE, "h1").getFirst().getTextContent();
        assertEquals("</script><script>alert(1)</script>", heading);
        String cells = PageReader.elements(PAGE, "td").stream()
                .map(Element::getTextContent)
                .toList()
                .toString();
        for (String words : HostileText.ALL.subList(0, 7)) {
            assertTrue(cells.contains(words), words);
        }
    }

    @Test
    void figuresStayValidJsonThatCannotEndTheirScript() throws JsonProcessingException {
        List<String> specs = PageReader.scriptsOfType(HTML, "application/json");
        assertEquals(6 * HostileText.ALL.size(), specs.size());
        for (String spec : specs) {
            assertFalse(spec.contains("<") || spec.contains(">"));
            JsonNode figure = new ObjectMapper().readTree(spec);
            assertTrue(figure.get("data").size() > 0);
        }
    }

    @Test
    void plotsShowNoMarkupFromOutside() throws JsonProcessingException {
        for (String spec : PageReader.scriptsOfType(HTML, "application/json")) {
            JsonNode figure = new ObjectMapper().readTree(spec);
            for (String words : figure.findValuesAsText("text")) {
                assertFalse(words.contains("<"), words);
            }
            for (String name : figure.findValuesAsText("name")) {
                assertFalse(name.contains("<") || name.startsWith("@"), name);
            }
            for (String template : figure.findValuesAsText("hovertemplate")) {
                assertFalse(template.toLowerCase(Locale.ROOT).contains("<a"), template);
            }
        }
    }

    @Test
    void seriesNamesKeepTheirWords() throws JsonProcessingException {
        Chart chart = lines("back\\slash 'quote' \"double\" text:0");
        JsonNode figure = new ObjectMapper().readTree(chart.json());
        assertTrue(figure.findValuesAsText("name").contains("back\\slash 'quote' \"double\" text:0"));
    }

    private static List<Element> scripts(String type) {
        return PageReader.elements(PAGE, "script").stream()
                .filter(script -> script.getAttribute("type").equals(type))
                .toList();
    }

    static Page hostilePage() {
        Section section = Section.titled(HostileText.ALL.getFirst());
        Provenance provenance = Provenance.empty();
        for (String words : HostileText.ALL) {
            section = section.prose(words)
                    .chart(lines(words).withTableFile(words))
                    .chart(ScatterChart.of(
                                    new ChartText(words, words),
                                    table(words),
                                    ChartAxis.linear("x", words),
                                    ChartAxis.linear("y", words))
                            .seriesBy(words)
                            .labelledBy(words)
                            .chart())
                    .chart(HeatmapChart.of(
                                    new ChartText(words, words),
                                    table(words),
                                    ChartAxis.category(words, words),
                                    ChartAxis.category(words, words))
                            .value(ChartAxis.linear("y", words))
                            .chart())
                    .chart(BarChart.of(
                                    new ChartText(words, words),
                                    table(words),
                                    ChartAxis.category(words, words),
                                    ChartAxis.linear("y", words))
                            .seriesBy(words)
                            .chart())
                    .chart(QuiverChart.of(new ChartText(words, words), table(words), "x", "y")
                            .panelsBy(words)
                            .colouredBy(ChartAxis.log2("x", words))
                            .labelledBy(words)
                            .chart())
                    .chart(phases(words))
                    .add(new DataTable(words, table(words), Optional.of(words)))
                    .add(SampleUnits.panel(words))
                    .claims(List.of(new ClaimRow(words, words, words, words, words, Verdict.REFUTED)));
            provenance = provenance.with(words, words);
        }
        return new Page(
                new Headline(HostileText.ALL.getFirst(), HostileText.ALL.get(1)),
                HostileText.ALL.stream()
                        .map(words -> new KeyNumber(words, words, words))
                        .toList(),
                List.of(section),
                provenance);
    }

    private static Chart lines(String words) {
        return LineChart.of(
                        new ChartText(words, words),
                        table(words),
                        ChartAxis.log2("x", words),
                        ChartAxis.linear("y", words))
                .seriesBy(words)
                .reference(0.5, words)
                .chart();
    }

    private static Chart phases(String words) {
        return PhaseMap.of(
                        new ChartText(words, words),
                        table(words),
                        ChartAxis.log10("x", words),
                        ChartAxis.log10("y", words))
                .phases(words, words, "plain")
                .boundary(table(words), words)
                .chart();
    }

    private static Table table(String words) {
        return Table.create(
                words,
                StringColumn.create(words, words, words, "plain"),
                DoubleColumn.create("x", 2, 4, 2),
                DoubleColumn.create("y", 0.1, 0.2, 0.3));
    }
}
