package superpose.reports.figures;

import java.util.ArrayList;
import java.util.List;

/**
 * Carries words from outside through Tablesaw's templates untouched.
 *
 * <p>The templates escape some texts for HTML, some for JSON and some not at all, so a backslash or a quote in a series name
 * would break the figure. They see a plain token instead; {@link FigureJson} puts the words back into the finished tree.
 */
final class PlotText {

    private static final String MARK = "text:";

    private final List<String> words = new ArrayList<>();

    /** Returns a token that stands for the words. */
    String token(String text) {
        words.add(escape(text));
        return MARK + (words.size() - 1);
    }

    /** Returns tokens for several texts. */
    String[] tokens(List<String> texts) {
        return texts.stream().map(this::token).toArray(String[]::new);
    }

    /** Returns the words behind a token, and anything else as it is. */
    String resolve(String value) {
        if (!value.startsWith(MARK)) {
            return value;
        }
        return words.get(Integer.parseInt(value.substring(MARK.length())));
    }

    /**
     * Escapes words for plotly, which reads a small HTML dialect in every text; an at sign marks a theme colour and a per cent sign before a brace a
     * field of a hover template.
     */
    static String escape(String text) {
        // Half a surrogate pair is no text; browsers stumble over it.
        return text.replaceAll("[\\p{Cntrl}\u2028\u2029]+", " ")
                .replaceAll("\\p{Cs}", "\uFFFD")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("%{", "&#37;{");
    }
}
