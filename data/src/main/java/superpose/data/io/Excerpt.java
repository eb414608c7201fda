package superpose.data.io;

import java.util.regex.Pattern;

/** What an error message shows of something that came from a file: short, on one line, without control characters. */
public final class Excerpt {

    private static final int LONGEST = 160;
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Cs}\\x{80}-\\x{9f}\\x{2028}\\x{2029}]");

    private Excerpt() {}

    /** Returns the beginning of what the object says of itself, with unprintable characters as question marks. */
    public static String of(Object object) {
        String text = object.toString();
        String shown = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
        return UNPRINTABLE.matcher(shown).replaceAll("?");
    }
}
