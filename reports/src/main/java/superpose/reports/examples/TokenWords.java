package superpose.reports.examples;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import superpose.probes.model.TextTokenizer;

/** How a token is shown: as the piece of text it stands for, or as its id where no tokenizer is known. */
public final class TokenWords {

    private final Optional<TextTokenizer> tokenizer;
    private final Map<Integer, String> known = new HashMap<>();

    private TokenWords(Optional<TextTokenizer> tokenizer) {
        this.tokenizer = tokenizer;
    }

    /** Shows tokens as numbers, such as {@code #417}. */
    public static TokenWords ids() {
        return new TokenWords(Optional.empty());
    }

    /**
     * Shows tokens as text: with the space they begin with, line ends and tabs as marks, and an id beside what is no whole
     * character.
     *
     * @param tokenizer must stay open
     */
    public static TokenWords of(TextTokenizer tokenizer) {
        return new TokenWords(Optional.of(tokenizer));
    }

    /** Returns what is shown of a token. */
    public String word(int token) {
        return tokenizer
                .map(open -> known.computeIfAbsent(token, id -> visible(open.decode(id), id)))
                .orElse("#" + token);
    }

    /** A token of a byte-level tokenizer may be part of a character: then only its id tells it from others. */
    static String visible(String text, int token) {
        if (text.isEmpty()) {
            return "#" + token;
        }
        StringBuilder shown = new StringBuilder();
        text.replace("\r\n", "\n").codePoints().forEach(letter -> {
            switch (letter) {
                case '\n' -> shown.append('↵');
                case '\t' -> shown.append('⇥');
                default -> {
                    if (Character.isISOControl(letter)) {
                        shown.append(String.format(Locale.ROOT, "\\x%02x", letter));
                    } else {
                        shown.appendCodePoint(letter);
                    }
                }
            }
        });
        return text.indexOf('\uFFFD') < 0
                ? shown.toString()
                : shown.append('#').append(token).toString();
    }
}
