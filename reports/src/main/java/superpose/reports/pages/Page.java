package superpose.reports.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A report: a question and its answer, the numbers to remember, the sections, and where it all comes from.
 *
 * @param headline the question and the answer
 * @param keyNumbers at most a handful
 * @param sections in reading order
 * @param provenance what was run, with what
 */
public record Page(Headline headline, List<KeyNumber> keyNumbers, List<Section> sections, Provenance provenance) {

    /** Copies the lists. */
    public Page {
        keyNumbers = List.copyOf(keyNumbers);
        sections = List.copyOf(sections);
    }

    /** Returns the whole page as one HTML text that needs nothing else, the same for the same page. */
    public String html() {
        PageAssets assets = PageAssets.load();
        StringBuilder page = new StringBuilder(assets.plotlyBase64().length() + 500_000);
        page.append("<!DOCTYPE html>\n");
        Html.element("html", head(assets), body(assets)).with("lang", "en").write(page);
        return page.toString();
    }

    private Html head(PageAssets assets) {
        return Html.element(
                "head",
                Html.element("meta").with("charset", "utf-8"),
                Html.element("meta")
                        .with("http-equiv", "Content-Security-Policy")
                        .with("content", assets.contentSecurityPolicy()),
                Html.element("meta").with("name", "viewport").with("content", "width=device-width, initial-scale=1"),
                Html.element("meta").with("name", "color-scheme").with("content", "light dark"),
                Html.element("title", Html.text(headline.title() + " · Superpose")),
                Html.element("style", new Html.Verbatim(assets.style())),
                Html.element("script", new Html.Verbatim(assets.script())));
    }

    private Html body(PageAssets assets) {
        Numbering ids = new Numbering();
        List<Html> parts = new ArrayList<>();
        IntStream.range(0, sections.size())
                .forEach(index -> parts.add(sections.get(index).html(id(index), ids)));
        Html main = Html.element("main", parts);
        List<Html> body = new ArrayList<>(List.of(header(), contents(), main));
        if (!provenance.isEmpty()) {
            body.add(provenance.html());
        }
        Html layout = Html.element("div", body).with("class", "page");
        Html library = Html.element("script", new Html.Verbatim(assets.plotlyBase64()))
                .with("type", "text/plain")
                .with("id", "plotly");
        // Never shown: holds the colours of the light theme, in which figures are printed.
        Html paper = Html.element("div").with("class", "on-paper").with("hidden", "");
        return Html.element("body", layout, paper, library);
    }

    private Html header() {
        List<Html> parts = new ArrayList<>();
        parts.add(Html.styled("p", "brand", "Superpose"));
        parts.add(Html.element("h1", Html.text(headline.title())));
        parts.add(Html.element("p", Prose.inline(headline.answer())).with("class", "lede"));
        if (!keyNumbers.isEmpty()) {
            parts.add(
                    Html.element("dl", keyNumbers.stream().map(KeyNumber::html).toList())
                            .with("class", "keys"));
        }
        return Html.element("header", parts);
    }

    private Html contents() {
        List<Html> items = new ArrayList<>();
        IntStream.range(0, sections.size())
                .forEach(index -> items.add(link(id(index), sections.get(index).title())));
        if (!provenance.isEmpty()) {
            items.add(link("provenance", "Where these numbers come from"));
        }
        return Html.element("nav", Html.styled("p", "nav-title", "On this page"), Html.element("ol", items))
                .with("aria-label", "On this page");
    }

    private static Html link(String id, String words) {
        return Html.element("li", Html.element("a", Html.text(words)).with("href", "#" + id));
    }

    private static String id(int index) {
        return "section-" + (index + 1);
    }
}
