package superpose.reports.pages;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contrast after the Web Content Accessibility Guidelines 2.2: 4.5 for words, 3 for lines and markers. */
final class ContrastTest {

    private static final Pattern COLOUR = Pattern.compile("--([a-z]+(?:-[a-z0-9]+)?): #([0-9a-f]{6});");

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void wordsStandOut(String theme) {
        Map<String, Integer> colours = colours(theme);
        for (String words : List.of("text", "quiet", "link")) {
            assertContrast(colours, words, "page", 4.5);
            assertContrast(colours, words, "raised", 4.5);
        }
        for (String verdict : List.of("good", "bad", "open", "idle")) {
            assertContrast(colours, verdict, verdict + "-back", 4.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void colouredTokensAreLegible(String theme) {
        Map<String, Integer> colours = colours(theme);
        for (String side : List.of("up", "dn")) {
            for (int step = 1; step <= 5; step++) {
                assertContrast(colours, step < 4 ? "text" : "strong-ink", side + "-" + step, 4.5);
            }
            // Numbers of tokens that are raised or lowered stand on the faintest step.
            assertContrast(colours, "quiet", side + "-1", 4.5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void linesStandOut(String theme) {
        Map<String, Integer> colours = colours(theme);
        for (int series = 0; series < 8; series++) {
            assertContrast(colours, "series-" + series, "page", 3);
        }
        assertContrast(colours, "ordinal-0", "page", 2.5);
        assertContrast(colours, "axis", "page", 2.5);
    }

    private static void assertContrast(Map<String, Integer> colours, String front, String back, double least) {
        double contrast = contrast(colours.getOrDefault(front, 0x808080), colours.getOrDefault(back, 0x808080));
        assertTrue(contrast >= least, front + " on " + back + " has contrast " + contrast);
    }

    private static Map<String, Integer> colours(String theme) {
        String style = PageAssets.load().style();
        int dark = style.indexOf("prefers-color-scheme: dark");
        Matcher colour = COLOUR.matcher(theme.equals("dark") ? style.substring(dark) : style.substring(0, dark));
        Map<String, Integer> colours = new HashMap<>();
        while (colour.find()) {
            colours.put(colour.group(1), Integer.parseInt(colour.group(2), 16));
        }
        return colours;
    }

    private static double contrast(int one, int other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(int rgb) {
        return 0.2126 * linear(rgb >> 16) + 0.7152 * linear(rgb >> 8) + 0.0722 * linear(rgb);
    }

    private static double linear(int level) {
        double share = (level & 0xFF) / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
