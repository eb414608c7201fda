package superpose.data.store;

import java.nio.charset.StandardCharsets;
import superpose.data.Require;
import superpose.data.io.Excerpt;

/** Checks texts that go into a manifest and must come out of it unchanged. */
final class WritableText {

    static final int LONGEST_NAME = 1000;

    private WritableText() {}

    /** Returns the text if it is neither empty nor too long and can be written in UTF-8. */
    static String require(String text, String what, int longest) {
        Require.that(
                !text.isEmpty()
                        && text.length() <= longest
                        && StandardCharsets.UTF_8.newEncoder().canEncode(text),
                Excerpt.of(what) + ", of 1 to " + longest + " characters",
                text.isEmpty() ? "none" : Excerpt.of(text),
                "write it shorter and in plain Unicode");
        return text;
    }
}
