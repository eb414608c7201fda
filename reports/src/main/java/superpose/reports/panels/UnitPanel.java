package superpose.reports.panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import superpose.analysis.statistics.Interval;
import superpose.analysis.units.LogitEffect;
import superpose.analysis.units.Neighbour;
import superpose.analysis.units.UnitActivity;
import superpose.reports.examples.ExampleGroup;
import superpose.reports.examples.ExampleGroup.Reason;
import superpose.reports.examples.RowLabels;
import superpose.reports.examples.TokenWords;
import superpose.reports.pages.FeaturePanel;
import superpose.reports.pages.HistogramFigure;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.PanelNote;
import superpose.reports.pages.PanelPart;
import superpose.reports.pages.PanelTable;
import superpose.reports.pages.TokenEffects;
import superpose.reports.pages.TokenTint;

/**
 * Puts together the panel about a unit; what is not known is left out.
 *
 * @param name of the unit, such as {@code blocks.1.mlp.hook_post, neuron 417}
 * @param looks how rows are shown
 * @param labels the label that is marked in examples, if any
 * @param panel what is in it so far
 */
public record UnitPanel(String name, RowLooks looks, Optional<RowLabels> labels, FeaturePanel panel) {

    private static final int SHOWN = 10;
    private static final String NEIGHBOURS = "Neurons that move with it";

    /** Starts a panel. */
    public static UnitPanel of(String name, String summary, RowLooks looks, Optional<RowLabels> labels) {
        return new UnitPanel(name, looks, labels, FeaturePanel.titled(name, summary));
    }

    private UnitPanel with(FeaturePanel more) {
        return new UnitPanel(name, looks, labels, more);
    }

    /** Adds what label the unit tells best. */
    public UnitPanel reading(UnitReading reading) {
        Interval auroc = reading.auroc();
        String range = auroc.isBounded() ? String.format(Locale.ROOT, "%.3f to %.3f", auroc.low(), auroc.high()) : "";
        return with(panel.fact(new KeyNumber(
                String.format(Locale.ROOT, "%.3f", auroc.estimate()), "AUROC for " + reading.label(), range)));
    }

    /** Adds activity, the histogram and the examples of a unit of a survey. */
    public UnitPanel survey(UnitSurvey survey, int unit) {
        UnitActivity activity = survey.activity(unit);
        FeaturePanel more = panel;
        for (KeyNumber fact : facts(activity)) {
            more = more.fact(fact);
        }
        return with(more.add(histogram(survey.histograms(unit)))).examples(survey.examples(unit), tint(activity));
    }

    private static List<KeyNumber> facts(UnitActivity activity) {
        List<KeyNumber> facts = new ArrayList<>();
        facts.add(new KeyNumber(percent(activity.density()), "of rows active", ""));
        facts.add(new KeyNumber(number(activity.range().high()), "highest score", ""));
        facts.add(new KeyNumber(number(activity.mean()), "mean score", "deviation " + number(activity.deviation())));
        if (activity.rows().notFinite() > 0) {
            facts.add(new KeyNumber(
                    String.format(Locale.ROOT, "%,d", activity.rows().notFinite()),
                    "rows not finite",
                    "left out everywhere"));
        }
        return facts;
    }

    private HistogramFigure histogram(UnitSurvey.Histograms counted) {
        List<HistogramFigure.Series> series = new ArrayList<>();
        String label = labels.map(RowLabels::name).orElse("");
        series.add(new HistogramFigure.Series(
                counted.labelled().isPresent() ? "without " + label : "all rows",
                counted.rest().counts()));
        counted.labelled().ifPresent(with -> series.add(new HistogramFigure.Series("with " + label, with.counts())));
        return new HistogramFigure(
                "Scores", counted.rest().range().low(), counted.rest().range().high(), series, OptionalDouble.of(0));
    }

    /** Zero has no colour, unless all scores are on one side and far from it: then the mean has none. */
    private static TokenTint tint(UnitActivity activity) {
        boolean aroundZero = Math.abs(activity.mean()) <= 2 * activity.deviation();
        double middle = aroundZero ? 0 : activity.mean();
        double reach = Math.max(
                activity.range().high() - middle, middle - activity.range().low());
        return new TokenTint(middle, reach > 0 ? reach : 1);
    }

    private UnitPanel examples(List<ExampleGroup> groups, TokenTint tint) {
        FeaturePanel more = panel;
        List<PanelPart> doubts = new ArrayList<>();
        List<PanelPart> bands = new ArrayList<>();
        for (ExampleGroup group : groups) {
            switch (group.reason()) {
                case Reason.Strongest strongest -> {
                    more = more.add(part("Highest scores", group.first(SHOWN), tint));
                    if (group.examples().size() > SHOWN) {
                        bands.add(part("More of the highest scores", group.after(SHOWN), tint));
                    }
                }
                case Reason.WrongYes yes ->
                    doubts.add(
                            part("Above " + number(yes.threshold()) + " without the label, the highest", group, tint));
                case Reason.WrongNo no ->
                    doubts.add(part("Below " + number(no.threshold()) + " with the label, the lowest", group, tint));
                case Reason.NearThreshold near ->
                    doubts.add(part("Closest to " + number(near.threshold()) + ": neither yes nor no", group, tint));
                case Reason.Band band ->
                    bands.add(part(
                            "Scores from " + number(band.from()) + " to " + number(band.to()) + ", "
                                    + percent(band.share()) + " of rows",
                            group,
                            tint));
            }
        }
        more = more.add(new PanelNote(legend(tint)));
        if (!doubts.isEmpty()) {
            more = more.fold("Mistakes and doubts", doubts);
        }
        return with(bands.isEmpty() ? more : more.fold("Examples from the whole range of scores", bands));
    }

    private PanelPart part(String title, ExampleGroup group, TokenTint tint) {
        return looks.part(title, group.examples(), tint, labels);
    }

    private String legend(TokenTint tint) {
        String colours = "Heights of the histogram are square roots of shares of rows. Blue scores are above "
                + number(tint.middle()) + ", orange ones below; the darkest at a distance of " + number(tint.reach())
                + ".";
        return colours
                + switch (looks) {
                    case RowLooks.Tokens tokens ->
                        " The framed one is the example, its score stands beside it."
                                + labels.map(known -> " What is underlined has the label " + known.name() + ".")
                                        .orElse("");
                    case RowLooks.Images images ->
                        labels.map(known -> " Framed images have the label " + known.name() + ".")
                                .orElse("");
                };
    }

    /** Adds the neurons that move with the unit. */
    public UnitPanel neighbours(List<Neighbour> neighbours) {
        return with(panel.add(new PanelTable(NEIGHBOURS, UnitTables.neighbours(neighbours))));
    }

    /**
     * Adds the tokens that the unit raises and lowers.
     *
     * @param note how its direction in the residual stream is known
     */
    public UnitPanel logits(LogitEffect effect, TokenWords words, String note) {
        return with(panel.add(new TokenEffects(
                "Tokens it raises and lowers",
                effects(effect.raised(), words),
                effects(effect.lowered(), words),
                note)));
    }

    private static List<TokenEffects.Effect> effects(List<LogitEffect.TokenChange> changes, TokenWords words) {
        return changes.stream()
                .map(change -> new TokenEffects.Effect(words.word(change.token()), change.change()))
                .toList();
    }

    private static String percent(double share) {
        double percent = 100 * share;
        return percent > 0 && percent < 0.1 ? "< 0.1\u00A0%" : String.format(Locale.ROOT, "%.1f\u00A0%%", percent);
    }

    /** Three significant digits. */
    private static String number(double value) {
        if (value == 0) {
            return "0";
        }
        int leading = (int) Math.floor(Math.log10(Math.abs(value)));
        return leading < -4 || leading > 6
                ? String.format(Locale.ROOT, "%.2e", value).replace('-', '−')
                : String.format(Locale.ROOT, "%." + Math.max(0, 2 - leading) + "f", value)
                        .replace('-', '−');
    }
}
