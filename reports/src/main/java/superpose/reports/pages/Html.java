package superpose.reports.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A piece of a page; text is escaped because of its type, and every tag that opens closes. */
sealed interface Html {

    /** Words of any origin; escaped when written. */
    record Text(String value) implements Html {}

    /** The inside of a script or style element; the caller has made sure that it cannot end the element. */
    record Verbatim(String value) implements Html {}

    /** Pieces one after the other. */
    record Sequence(List<Html> parts) implements Html {}

    /**
     * An element.
     *
     * @param name the tag
     * @param attributes in the order they are written; values are escaped
     * @param children what it holds
     */
    record Element(String name, Map<String, String> attributes, List<Html> children) implements Html {

        /** Copies what it is given. */
        public Element {
            attributes = new LinkedHashMap<>(attributes);
            children = List.copyOf(children);
        }

        /** Returns the same element with one attribute more. */
        Element with(String attribute, String value) {
            Map<String, String> more = new LinkedHashMap<>(attributes);
            more.put(attribute, value);
            return new Element(name, more, children);
        }

        /** Returns the same element holding one piece more. */
        Element holding(Html child) {
            List<Html> more = new ArrayList<>(children);
            more.add(child);
            return new Element(name, attributes, more);
        }
    }

    /** Returns an element that holds the given pieces. */
    static Element element(String name, Html... children) {
        return new Element(name, Map.of(), Arrays.asList(children));
    }

    /** Returns an element that holds the given pieces. */
    static Element element(String name, List<? extends Html> children) {
        return new Element(name, Map.of(), List.copyOf(children));
    }

    /** Returns an element of a class that holds words. */
    static Element styled(String name, String cssClass, String text) {
        return element(name, text(text)).with("class", cssClass);
    }

    /** Returns words. */
    static Html text(String value) {
        return new Text(value);
    }

    /** Returns pieces one after the other. */
    static Html sequence(List<? extends Html> parts) {
        return new Sequence(List.copyOf(parts));
    }

    /** Writes this piece. */
    default void write(StringBuilder page) {
        switch (this) {
            case Text words -> page.append(escape(words.value()));
            case Verbatim raw -> page.append(raw.value());
            case Sequence sequence -> sequence.parts().forEach(part -> part.write(page));
            case Element element -> writeElement(element, page);
        }
    }

    private static void writeElement(Element element, StringBuilder page) {
        page.append('<').append(element.name());
        element.attributes()
                .forEach((name, value) -> page.append(' ')
                        .append(name)
                        .append("=\"")
                        .append(escape(value))
                        .append('"'));
        if (Lines.VOID.contains(element.name())) {
            page.append(" />");
        } else {
            page.append('>');
            element.children().forEach(child -> child.write(page));
            page.append("</").append(element.name()).append('>');
        }
        if (!Lines.INLINE.contains(element.name())) {
            page.append('\n');
        }
    }

    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(letter -> {
            switch (letter) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(allowed(letter) ? letter : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    /** HTML has no place for control letters and unpaired surrogates; they become the replacement character. */
    private static boolean allowed(int letter) {
        boolean control = letter < 0x20 && letter != '\n' && letter != '\t';
        boolean surrogate = letter >= Character.MIN_SURROGATE && letter <= Character.MAX_SURROGATE;
        return !control && !surrogate && (letter < 0x7F || letter > 0x9F) && (letter & 0xFFFE) != 0xFFFE;
    }

    /** Which elements are written how. */
    final class Lines {

        private static final Set<String> VOID = Set.of("meta", "hr", "img");
        private static final Set<String> INLINE = Set.of(
                "a", "code", "em", "strong", "span", "th", "td", "dt", "dd", "h1", "h2", "h3", "h4", "img", "title",
                "summary", "style");

        private Lines() {}
    }
}
