package superpose.reports.pages;

import java.util.ArrayList;
import java.util.List;
import superpose.data.Require;

/**
 * What is known of one unit, a neuron or a direction: its name, a sentence, a few numbers, and what it responds to.
 *
 * @param title the unit, such as {@code blocks.1.mlp.hook_post, neuron 417}
 * @param summary what to see in it, in a sentence; see {@link Prose} for its marks
 * @param facts numbers, such as the share of rows in which it is active
 * @param parts what is always shown
 * @param folded what is shown at a click, under its own words
 */
public record FeaturePanel(
        String title, String summary, List<KeyNumber> facts, List<PanelPart> parts, List<Folded> folded)
        implements Block {

    /**
     * Parts shown at a click.
     *
     * @param words what is behind the click
     * @param parts in order
     */
    public record Folded(String words, List<PanelPart> parts) {

        /** Copies the list. */
        public Folded {
            Require.that(!words.isBlank(), "words for what is folded", "none", "say what is in it");
            parts = List.copyOf(parts);
        }
    }

    /** Checks the title and copies the lists. */
    public FeaturePanel {
        Require.that(!title.isBlank(), "the name of a unit", "an empty one", "name the unit");
        facts = List.copyOf(facts);
        parts = List.copyOf(parts);
        folded = List.copyOf(folded);
    }

    /** A panel that holds nothing yet. */
    public static FeaturePanel titled(String title, String summary) {
        return new FeaturePanel(title, summary, List.of(), List.of(), List.of());
    }

    /** Returns the panel with one number more. */
    public FeaturePanel fact(KeyNumber fact) {
        return new FeaturePanel(title, summary, with(facts, fact), parts, folded);
    }

    /** Returns the panel with one part more. */
    public FeaturePanel add(PanelPart part) {
        return new FeaturePanel(title, summary, facts, with(parts, part), folded);
    }

    /** Returns the panel with more parts that are shown at a click. */
    public FeaturePanel fold(String words, List<? extends PanelPart> more) {
        return new FeaturePanel(title, summary, facts, parts, with(folded, new Folded(words, List.copyOf(more))));
    }

    private static <T> List<T> with(List<T> list, T one) {
        List<T> more = new ArrayList<>(list);
        more.add(one);
        return more;
    }

    Html html(Numbering ids) {
        String id = "unit-" + ids.nextUnit();
        List<Html> inside = new ArrayList<>();
        inside.add(Html.element("h3", Html.text(title)).with("id", id));
        if (!summary.isBlank()) {
            inside.add(Html.element("p", Prose.inline(summary)).with("class", "unit-summary"));
        }
        if (!facts.isEmpty()) {
            inside.add(Html.element("dl", facts.stream().map(KeyNumber::html).toList())
                    .with("class", "unit-facts"));
        }
        inside.add(laidOut(parts));
        for (Folded hidden : folded) {
            inside.add(
                    Html.element("details", Html.element("summary", Html.text(hidden.words())), laidOut(hidden.parts()))
                            .with("class", "unit-more"));
        }
        return Html.element("article", inside).with("class", "unit").with("aria-labelledby", id);
    }

    /** Puts what is small side by side, and below it what takes the whole width. */
    private static Html laidOut(List<PanelPart> parts) {
        List<Html> small = new ArrayList<>();
        List<Html> wide = new ArrayList<>();
        for (PanelPart part : parts) {
            switch (part) {
                case TokenExamples examples -> wide.add(boxed(examples.html()));
                case ImageExamples examples -> wide.add(boxed(examples.html()));
                case PanelNote note -> wide.add(boxed(note.html()));
                case HistogramFigure histogram -> small.add(boxed(histogram.html()));
                case TokenEffects effects -> small.add(boxed(effects.html()));
                case PanelTable table -> small.add(boxed(table.html()));
            }
        }
        List<Html> both = new ArrayList<>();
        if (!small.isEmpty()) {
            both.add(Html.element("div", small).with("class", "unit-brief"));
        }
        both.addAll(wide);
        return Html.sequence(both);
    }

    private static Html boxed(Html part) {
        return Html.element("div", part).with("class", "unit-part");
    }
}
