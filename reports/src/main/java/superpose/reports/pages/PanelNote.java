package superpose.reports.pages;

/**
 * Words in a panel, such as how to read its colours; see {@link Prose} for the marks.
 *
 * @param words plain words
 */
public record PanelNote(String words) implements PanelPart {

    Html html() {
        return Html.element("p", Prose.inline(words)).with("class", "part-note");
    }
}
