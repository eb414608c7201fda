package superpose.reports.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import superpose.data.BadInputException;

class FeaturePanelTest {

    private static final Document PAGE = PageReader.read(new Page(
                    new Headline("title", "answer"),
                    List.of(),
                    List.of(SampleUnits.section("units", "plain words").add(FeaturePanel.titled("another unit", ""))),
                    Provenance.empty())
            .html());

    @Test
    void everyTokenTellsItsScoreAndTheExampleStandsOut() {
        List<Element> strips = withClass("span", "strip-text");
        assertEquals(3, strips.size());
        Element first = strips.getFirst();
        assertEquals("plain words seven years↵ and", first.getTextContent());
        assertEquals(" seven", first.getElementsByTagName("strong").item(0).getTextContent());
        List<String> notes = new ArrayList<>();
        for (int i = 0; i < first.getChildNodes().getLength(); i++) {
            notes.add(((Element) first.getChildNodes().item(i)).getAttribute("title"));
        }
        assertEquals(List.of("−1.90", "1.99, plain words", "0.01, plain words", "–"), notes);
    }

    @Test
    void labelledTokensAndImagesAreMarked() {
        List<Element> marked = PageReader.elements(PAGE, "*").stream()
                .filter(element ->
                        List.of(element.getAttribute("class").split(" ", -1)).contains("has"))
                .toList();
        assertEquals(
                List.of(" seven", " years↵"),
                marked.stream()
                        .filter(element -> !element.getTagName().equals("li"))
                        .map(Element::getTextContent)
                        .toList());
        assertEquals(3, marked.size());
    }

    @Test
    void coloursGrowWithTheDistanceAndTurnWithTheSign() {
        TokenTint tint = new TokenTint(0, 4);
        int before = 0;
        for (double distance = 0; distance <= 5; distance += 0.01) {
            String above = tint.cssClass(distance);
            int step = above.isEmpty() ? 0 : Integer.parseInt(above.substring(2));
            assertTrue(step >= before && step <= before + 1);
            assertEquals(above.replace("up", "dn"), tint.cssClass(-distance));
            before = step;
        }
        assertEquals(5, before);
        assertEquals("", tint.cssClass(Double.NaN));
        assertEquals("up5", tint.cssClass(Double.POSITIVE_INFINITY));
    }

    @Test
    void everyColourOfATokenIsInTheStyleSheet() {
        String style = PageAssets.load().style();
        for (double score = -2; score <= 2; score += 0.1) {
            String name = SampleUnits.TINT.cssClass(score);
            assertTrue(name.isEmpty() || style.contains("." + name + " {"), name);
        }
    }

    @Test
    void theOutlineOfAHistogramEndsOnTheGroundAndStaysInside() {
        List<Element> paths = PageReader.elements(PAGE, "path");
        assertEquals(3, paths.size());
        Matcher heights = Pattern.compile("V([0-9.]+)").matcher(paths.getFirst().getAttribute("d"));
        List<Double> tops =
                heights.results().map(found -> Double.valueOf(found.group(1))).toList();
        assertEquals(5, tops.size());
        assertEquals(100, tops.getLast());
        tops.forEach(top -> assertTrue(top >= 0 && top <= 100));
        // The share is 400 of 413 where most rows are: four pixels are left above the highest step of both series.
        assertEquals(4, tops.get(1), 0.05);
    }

    @Test
    void panelsAreNumberedAndNamedByTheirHeading() {
        List<Element> panels = PageReader.elements(PAGE, "article");
        assertEquals(2, panels.size());
        for (Element panel : panels) {
            Element heading = (Element) panel.getElementsByTagName("h3").item(0);
            assertEquals(heading.getAttribute("id"), panel.getAttribute("aria-labelledby"));
        }
        assertFalse(panels.getFirst()
                .getAttribute("aria-labelledby")
                .equals(panels.getLast().getAttribute("aria-labelledby")));
    }

    @Test
    void emptyPartsAreRefused() {
        assertThrows(BadInputException.class, () -> new ImageExamples("x", SampleUnits.TINT, List.of()));
        assertThrows(BadInputException.class, () -> new TokenTint(0, 0));
        assertThrows(BadInputException.class, () -> new TokenStrip("x", List.of(), 0));
        assertThrows(BadInputException.class, () -> FeaturePanel.titled(" ", "x"));
    }

    private static List<Element> withClass(String tag, String name) {
        return PageReader.elements(PAGE, tag).stream()
                .filter(element -> element.getAttribute("class").equals(name))
                .toList();
    }
}
