package superpose.probes.model;

import superpose.data.io.Excerpt;

/** What DL4J, ND4J and Jackson say of a failure, short enough for one line, and the names that they read. */
final class Dl4jMessage {

    private static final int LONGEST = 200;

    private Dl4jMessage() {}

    /** Returns the first line of the innermost message that says something. */
    static String of(Throwable failure) {
        String said = failure.getClass().getSimpleName();
        // Causes may run in a circle; nobody wraps deeper than this.
        Throwable at = failure;
        for (int depth = 0; at != null && depth < 10; depth++) {
            String message = at.getMessage();
            if (message != null && !message.isBlank()) {
                said = message;
            }
            at = at.getCause();
        }
        return shortened(said.strip().lines().findFirst().orElse(said));
    }

    /** Returns a name as a file says it, in quotes: in a damaged file, it may well be empty. */
    static String quoted(String name) {
        return '"' + Excerpt.of(name) + '"';
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
