package superpose.reports.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paragraphs of plain words: an empty line starts a new one, a line that begins with {@code "- "} is an item of a list, {@code
 * *stars*} emphasise and {@code `backticks`} mark code. Everything else is shown as it is.
 *
 * @param words the paragraphs
 */
public record Prose(String words) implements Block {

    private static final Pattern PARAGRAPHS = Pattern.compile("\\R\\s*\\R");
    private static final Pattern MARKS = Pattern.compile("`([^`]+)`|\\*(\\S(?:[^*]*\\S)?)\\*");
    private static final String ITEM = "- ";

    Html html() {
        return Html.sequence(PARAGRAPHS
                .splitAsStream(words.strip())
                .filter(paragraph -> !paragraph.isBlank())
                .map(Prose::paragraph)
                .toList());
    }

    private static Html paragraph(String words) {
        List<String> lines = words.lines().map(String::strip).toList();
        if (lines.stream().allMatch(line -> line.startsWith(ITEM))) {
            return Html.element(
                    "ul",
                    lines.stream()
                            .map(line -> Html.element("li", inline(line.substring(ITEM.length()))))
                            .toList());
        }
        return Html.element("p", inline(String.join(" ", lines)));
    }

    /** Reads the marks for emphasis and code. */
    static Html inline(String words) {
        List<Html> parts = new ArrayList<>();
        Matcher mark = MARKS.matcher(words);
        int read = 0;
        while (mark.find()) {
            parts.add(Html.text(words.substring(read, mark.start())));
            boolean code = mark.group(1) != null;
            parts.add(Html.element(code ? "code" : "em", Html.text(code ? mark.group(1) : mark.group(2))));
            read = mark.end();
        }
        parts.add(Html.text(words.substring(read)));
        return Html.sequence(parts);
    }
}
