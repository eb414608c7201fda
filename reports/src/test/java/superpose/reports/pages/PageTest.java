package superpose.reports.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import superpose.reports.claims.Verdict;

final class PageTest {

    private static final String HTML = SamplePage.page().html();
    private static final Document PAGE = PageReader.read(HTML);

    @Test
    void fitsIntoFourMegabytes() {
        assertTrue(HTML.getBytes(StandardCharsets.UTF_8).length < 4_000_000);
    }

    @Test
    void samePageGivesSameText() {
        assertEquals(HTML, SamplePage.page().html());
    }

    @Test
    void pointsToNoOutsideAddress() {
        String own = HTML.replaceAll("(?s)<script type=\"text/plain\".*?</script>", "");
        assertFalse(own.contains("://"), "an address with a scheme");
        assertFalse(Pattern.compile("(src|href|url|action)\\s*[=(]\\s*['\"]?//")
                .matcher(own)
                .find());
        for (Element link : PageReader.elements(PAGE, "a")) {
            assertTrue(link.getAttribute("href").startsWith("#"));
        }
        for (String loader : List.of("link", "iframe", "object", "source")) {
            assertEquals(0, PageReader.elements(PAGE, loader).size(), loader);
        }
        List<Element> pictures = PageReader.elements(PAGE, "img");
        assertFalse(pictures.isEmpty());
        for (Element picture : pictures) {
            assertTrue(picture.getAttribute("src").startsWith("data:image/png;base64,"));
            assertFalse(picture.getAttribute("alt").isBlank());
        }
    }

    @Test
    void policyForbidsEverythingButTheTwoScripts() {
        Element policy = PageReader.elements(PAGE, "meta").get(1);
        String rule = policy.getAttribute("content");
        assertTrue(rule.startsWith("default-src 'none'; script-src 'sha256-"));
        assertFalse(rule.contains("script-src 'unsafe") || rule.contains("unsafe-eval") || rule.contains("http"));
    }

    @Test
    void everyFigureSaysWhatItIs() {
        List<Element> figures = PageReader.elements(PAGE, "figure");
        assertEquals(SamplePage.charts().size(), figures.size());
        for (Element figure : figures) {
            assertFalse(figure.getAttribute("aria-label").isBlank());
            for (String part : List.of("h3", "figcaption", "details", "summary", "table")) {
                assertEquals(1, figure.getElementsByTagName(part).getLength(), part);
            }
        }
    }

    @Test
    void headingsNeverSkipALevel() {
        int before = 0;
        var headings = Pattern.compile("<h([1-6])").matcher(PageReader.withoutScripts(HTML));
        while (headings.find()) {
            int level = Integer.parseInt(headings.group(1));
            assertTrue(level <= before + 1, "h" + level + " after h" + before);
            before = level;
        }
        assertEquals(1, PageReader.elements(PAGE, "h1").size());
    }

    @Test
    void linksLeadSomewhereAndNamesAreUnique() {
        Set<String> ids = new HashSet<>();
        for (Element element : PageReader.elements(PAGE, "*")) {
            if (element.hasAttribute("id")) {
                assertTrue(ids.add(element.getAttribute("id")), element.getAttribute("id"));
            }
        }
        List<Element> links = PageReader.elements(PAGE, "a");
        assertEquals(6, links.size());
        links.forEach(link -> assertTrue(ids.contains(link.getAttribute("href").substring(1))));
    }

    @Test
    void everyTableHeadingHasAScope() {
        List<Element> headings = PageReader.elements(PAGE, "th");
        assertFalse(headings.isEmpty());
        headings.forEach(heading -> assertTrue(heading.hasAttribute("scope")));
    }

    @Test
    void languageIsNamed() {
        assertEquals("en", PAGE.getDocumentElement().getAttribute("lang"));
    }

    @Test
    void verdictsDifferInWordAndSign() {
        Set<String> badges = new HashSet<>();
        for (Verdict verdict : Verdict.values()) {
            StringBuilder badge = new StringBuilder();
            VerdictBadge.of(verdict, verdict.words()).write(badge);
            badges.add(badge.toString().replaceAll("<[^>]*>", ""));
        }
        assertEquals(4, badges.size());
    }
}
