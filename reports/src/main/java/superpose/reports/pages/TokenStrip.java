package superpose.reports.pages;

import java.util.List;
import superpose.data.Require;

/**
 * A few tokens in a row, one of which is the example.
 *
 * @param place where they stand, such as {@code text 12, token 40}
 * @param tokens in order
 * @param focus index of the one they are shown for
 */
public record TokenStrip(String place, List<Token> tokens, int focus) {

    /**
     * A token.
     *
     * @param word as it is shown, with its leading space
     * @param score of the unit
     * @param labelled whether it has the label that the unit is compared with
     */
    public record Token(String word, double score, boolean labelled) {}

    /** Checks the index and copies the list. */
    public TokenStrip {
        tokens = List.copyOf(tokens);
        Require.index(focus, tokens.size(), "the token that is the example");
    }

    /** Returns the token that is the example. */
    Token shown() {
        return tokens.get(focus);
    }
}
