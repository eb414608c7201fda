package superpose.reports.pages;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;

/** Panels with every kind of part, whatever the words in them. */
final class SampleUnits {

    static final TokenTint TINT = new TokenTint(0, 2);

    private SampleUnits() {}

    /** Returns the section with a panel in which the words stand wherever words can. */
    static Section section(String title, String words) {
        return Section.titled(title).add(panel(words));
    }

    static FeaturePanel panel(String words) {
        return FeaturePanel.titled(words, words)
                .fact(new KeyNumber("0.93", words, words))
                .add(histogram(words))
                .add(new TokenEffects(
                        words,
                        List.of(new TokenEffects.Effect(words, 1.5), new TokenEffects.Effect("said", 0.2)),
                        List.of(new TokenEffects.Effect(words, -0.4)),
                        words))
                .add(new PanelTable(words, neighbours(words)))
                .add(new TokenExamples(words, TINT, Optional.of(words), List.of(strip(words))))
                .add(new PanelNote(words))
                .fold(words, List.of(images(words), lone(words)));
    }

    static HistogramFigure histogram(String words) {
        return new HistogramFigure(
                words,
                -1,
                3,
                List.of(
                        new HistogramFigure.Series(words, List.of(10L, 400L, 3L, 0L)),
                        new HistogramFigure.Series(words, List.of(0L, 5L, 9L, 1L))),
                OptionalDouble.of(0));
    }

    static TokenStrip strip(String words) {
        return new TokenStrip(
                words,
                List.of(
                        new TokenStrip.Token(words, -1.9, false),
                        new TokenStrip.Token(" seven", 1.99, true),
                        new TokenStrip.Token(" years↵", 0.01, true),
                        new TokenStrip.Token(" and", Double.NaN, false)),
                1);
    }

    private static TokenExamples lone(String words) {
        TokenStrip one = new TokenStrip("", List.of(new TokenStrip.Token(words, 1, false)), 0);
        return new TokenExamples(words, TINT, Optional.empty(), List.of(one, one));
    }

    static ImageExamples images(String words) {
        PngImage grey = PngImage.of(2, 2, 1, new byte[] {0, 127, -1, 50});
        PngImage colours = PngImage.of(1, 2, 3, new byte[] {0, 0, -1, 0, 10, 50});
        return new ImageExamples(
                words,
                TINT,
                List.of(
                        new ImageExamples.Picture(grey, 1.2, words, true),
                        new ImageExamples.Picture(colours, -0.3, words, false)));
    }

    private static Table neighbours(String words) {
        return Table.create(words, IntColumn.create("neuron", 4, 17), DoubleColumn.create("correlation", 0.42, -0.4));
    }
}
