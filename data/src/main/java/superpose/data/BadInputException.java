package superpose.data;

/**
 * Something that came from outside is wrong: a file, an option, a value.
 *
 * <p>The message is one line that says what was expected, what came and what to do. The command line prints it as it is and
 * exits with code 2.
 */
public final class BadInputException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /**
     * Says what is wrong in one line.
     *
     * @param expected what would have been right, as in "a density in (0, 1]"
     * @param came what was there instead
     * @param remedy what to do about it, as in "give the share of samples in which a feature is on"
     */
    public BadInputException(String expected, Object came, String remedy) {
        super(oneLine("expected " + expected + ", got " + came + "; " + remedy));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ");
    }
}
