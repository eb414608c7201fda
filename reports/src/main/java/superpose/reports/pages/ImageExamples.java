package superpose.reports.pages;

import java.util.List;
import superpose.data.Require;

/**
 * Pictures side by side, each with the score of a unit.
 *
 * @param title why these are shown
 * @param tint how scores become colours
 * @param pictures at least one
 */
public record ImageExamples(String title, TokenTint tint, List<Picture> pictures) implements PanelPart {

    /** Pixels of a small picture are enlarged so far that it is about as wide as this, in pixels of the screen. */
    private static final int WIDE = 84;

    private static final int WIDEST = 168;

    /**
     * A picture.
     *
     * @param image its pixels
     * @param score of the unit
     * @param words what it is, such as {@code row 12}
     * @param labelled whether it has the label that the unit is compared with
     */
    public record Picture(PngImage image, double score, String words, boolean labelled) {}

    /** Checks that there are pictures and copies the list. */
    public ImageExamples {
        pictures = List.copyOf(pictures);
        Require.positive(pictures.size(), "pictures to show");
    }

    Html html() {
        return Html.sequence(List.of(
                Html.styled("h4", "part-title", title),
                Html.element("ul", pictures.stream().map(this::item).toList()).with("class", "pictures")));
    }

    private Html item(Picture picture) {
        int times = Math.max(1, WIDE / picture.image().width());
        int width = Math.min(WIDEST, picture.image().width() * times);
        Html image = Html.element("img")
                .with("src", picture.image().dataUri())
                .with("alt", picture.words())
                .with("width", Integer.toString(width))
                .with(
                        "height",
                        Long.toString(Math.round((double) width
                                * picture.image().height()
                                / picture.image().width())));
        Html.Element item = Html.element(
                "li",
                image,
                Html.styled(
                        "span",
                        ("picture-score " + tint.cssClass(picture.score())).strip(),
                        tint.style().showRounded(picture.score())),
                Html.styled("span", "picture-words", picture.words()));
        return picture.labelled() ? item.with("class", "has") : item;
    }
}
