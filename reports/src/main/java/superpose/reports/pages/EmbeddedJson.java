package superpose.reports.pages;

/** Makes JSON safe inside a script element: no {@code </script>} and no {@code <!--} can appear in it. */
final class EmbeddedJson {

    private EmbeddedJson() {}

    /** Returns the same JSON value with the letters that mean something to HTML written as escapes. */
    static String of(String json) {
        StringBuilder safe = new StringBuilder(json.length() + 64);
        for (int i = 0; i < json.length(); i++) {
            char letter = json.charAt(i);
            // Outside strings JSON has none of these letters, so each one stands inside a string, where an escape is
            // legal.
            switch (letter) {
                case '<', '>', '&' -> safe.append("\\u00" + Integer.toHexString(letter));
                default -> safe.append(letter);
            }
        }
        return safe.toString();
    }
}
