package superpose.reports.pages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Tokens that a direction raises and lowers, in two columns.
 *
 * @param title what is done to the tokens
 * @param raised the most first
 * @param lowered the most first
 * @param note how to read the numbers
 */
public record TokenEffects(String title, List<Effect> raised, List<Effect> lowered, String note) implements PanelPart {

    private static final int DECIMALS = 2;

    /**
     * What happens to a token.
     *
     * @param word the token as it is shown
     * @param change above 0 where it is raised
     */
    public record Effect(String word, double change) {}

    /** Copies the lists. */
    public TokenEffects {
        raised = List.copyOf(raised);
        lowered = List.copyOf(lowered);
    }

    Html html() {
        List<Effect> all = new ArrayList<>(raised);
        all.addAll(lowered);
        double[] changes = all.stream().mapToDouble(Effect::change).toArray();
        NumberStyle style = new NumberStyle(DECIMALS);
        double largest = Arrays.stream(changes).map(Math::abs).max().orElse(1);
        Html columns = Html.element(
                        "div", column("Raised", raised, style, largest), column("Lowered", lowered, style, largest))
                .with("class", "effects");
        List<Html> parts = new ArrayList<>(List.of(Html.styled("h4", "part-title", title), columns));
        if (!note.isBlank()) {
            parts.add(Html.element("p", Prose.inline(note)).with("class", "part-note"));
        }
        return Html.sequence(parts);
    }

    private static Html column(String name, List<Effect> effects, NumberStyle style, double largest) {
        List<Html> items = effects.stream()
                .map(effect -> (Html) Html.element(
                                "li",
                                Html.styled("span", "effect-word", effect.word()),
                                Html.styled("span", "effect-change", style.show(effect.change())))
                        .with("style", "--share: " + share(effect, largest) + "%"))
                .toList();
        return Html.element("div", Html.styled("p", "effects-name", name), Html.element("ol", items))
                .with("class", name.toLowerCase(Locale.ROOT));
    }

    private static String share(Effect effect, double largest) {
        return String.format(Locale.ROOT, "%.0f", largest == 0 ? 0 : 100 * Math.abs(effect.change()) / largest);
    }
}
