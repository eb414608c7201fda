package superpose.reports.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import superpose.data.Require;

/**
 * Examples of text, one below the other, each token on a colour that says how a unit scores it.
 *
 * @param title why these are shown
 * @param tint how scores become colours
 * @param label what underlined tokens have, if labels are known
 * @param strips at least one
 */
public record TokenExamples(String title, TokenTint tint, Optional<String> label, List<TokenStrip> strips)
        implements PanelPart {

    /** Checks that there are examples and copies the list. */
    public TokenExamples {
        strips = List.copyOf(strips);
        Require.positive(strips.size(), "examples to show");
    }

    Html html() {
        NumberStyle style = tint.style();
        boolean lone = strips.stream().allMatch(strip -> strip.tokens().size() == 1);
        return Html.sequence(List.of(
                Html.styled("h4", "part-title", title),
                Html.element(
                                "ol",
                                strips.stream().map(strip -> line(strip, style)).toList())
                        .with("class", lone ? "strips lone" : "strips")));
    }

    private Html line(TokenStrip strip, NumberStyle style) {
        String score = style.showRounded(strip.shown().score());
        List<Html> tokens = IntStream.range(0, strip.tokens().size())
                .mapToObj(at -> token(strip, at, style))
                .toList();
        List<Html> parts = new ArrayList<>();
        parts.add(Html.styled("span", "strip-score", score));
        parts.add(Html.element("span", tokens).with("class", "strip-text"));
        parts.add(Html.styled("span", "strip-place", strip.place()));
        return Html.element("li", parts);
    }

    private Html token(TokenStrip strip, int at, NumberStyle style) {
        TokenStrip.Token token = strip.tokens().get(at);
        String tone = tint.cssClass(token.score());
        String classes = (tone + (token.labelled() ? " has" : "")).strip();
        String note = token.labelled() && label.isPresent() ? ", " + label.orElseThrow() : "";
        Html.Element shown = Html.element(at == strip.focus() ? "strong" : "span", Html.text(token.word()))
                .with("title", style.showRounded(token.score()) + note);
        return classes.isEmpty() ? shown : shown.with("class", classes);
    }
}
