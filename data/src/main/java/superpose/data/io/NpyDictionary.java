package superpose.data.io;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import superpose.data.BadInputException;

/**
 * Reads the Python dictionary of an npy header: texts as keys; texts, truth values and tuples of whole numbers as values.
 *
 * <p>Nothing nests deeper than that, so neither does this parser.
 */
final class NpyDictionary {

    private static final int MOST_DIGITS = 18;

    private final FileBytes source;
    private final String text;
    private int position;

    /** The value of a tuple of whole numbers. */
    record Shape(List<Long> sizes) {}

    NpyDictionary(FileBytes source, String text) {
        this.source = source;
        this.text = text;
    }

    /** Returns the entries: each value a String, a Boolean or a {@link Shape}. */
    Map<String, Object> parse() {
        Map<String, Object> entries = new LinkedHashMap<>();
        expect('{');
        while (!accept('}')) {
            String key = string();
            expect(':');
            if (entries.put(key, value()) != null) {
                throw unexpected("one entry for each key", "two for " + key);
            }
            if (!accept(',')) {
                expect('}');
                break;
            }
        }
        if (next() != 0) {
            throw unexpected("nothing after the dictionary", text.substring(position));
        }
        return entries;
    }

    private Object value() {
        return switch (next()) {
            case '\'', '"' -> string();
            case '(' -> tuple();
            case 'T', 'F' -> truth();
            case '[' -> throw unexpected("one number type for all values", "a structured type");
            default -> throw unexpected("a text, True, False or a tuple", text.substring(position));
        };
    }

    private boolean truth() {
        for (String word : List.of("True", "False")) {
            if (text.startsWith(word, position)) {
                position += word.length();
                return word.equals("True");
            }
        }
        throw unexpected("True or False", text.substring(position));
    }

    private String string() {
        char quote = next();
        if (quote != '\'' && quote != '"') {
            throw unexpected("a text in quotes", text.substring(position));
        }
        int end = text.indexOf(quote, position + 1);
        String content = end < 0 ? "\\" : text.substring(position + 1, end);
        if (content.contains("\\")) {
            throw unexpected("a text that ends, without backslashes", text.substring(position));
        }
        position = end + 1;
        return content;
    }

    private Shape tuple() {
        List<Long> sizes = new ArrayList<>();
        expect('(');
        while (!accept(')')) {
            if (sizes.size() == ArrayFormat.MOST_AXES) {
                throw unexpected("at most " + ArrayFormat.MOST_AXES + " axes", "more");
            }
            sizes.add(wholeNumber());
            if (!accept(',')) {
                expect(')');
                // Python reads (3) as a number, not as a tuple.
                if (sizes.size() == 1) {
                    throw unexpected("a tuple such as (3,)", "a number in brackets");
                }
                break;
            }
        }
        return new Shape(sizes);
    }

    private long wholeNumber() {
        int start = next() == '-' ? position++ : position;
        while (position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9') {
            position++;
        }
        String digits = text.substring(start, position);
        if (digits.isEmpty() || digits.equals("-") || digits.length() > MOST_DIGITS) {
            throw unexpected("a whole number of at most " + MOST_DIGITS + " digits", text.substring(start));
        }
        // Python 2 wrote long numbers as 3L.
        if (position < text.length() && text.charAt(position) == 'L') {
            position++;
        }
        return Long.parseLong(digits);
    }

    private boolean accept(char wanted) {
        boolean there = next() == wanted;
        if (there) {
            position++;
        }
        return there;
    }

    private void expect(char wanted) {
        if (!accept(wanted)) {
            throw unexpected("'" + wanted + "' in the header", "'" + text.substring(position) + "'");
        }
    }

    /** Returns the next character that is no white space, or 0 at the end. */
    private char next() {
        while (position < text.length() && " \t\n\r".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
        return position == text.length() ? 0 : text.charAt(position);
    }

    private BadInputException unexpected(String expected, String came) {
        return source.bad(expected, came, "the npy header is damaged: write it again with numpy.save");
    }
}
