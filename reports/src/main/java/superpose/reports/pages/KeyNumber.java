package superpose.reports.pages;

/**
 * One of the few numbers a reader should remember.
 *
 * @param value the number as it should be read, such as {@code 0.93}
 * @param label what it counts
 * @param note its interval, sample or condition; may be empty
 */
public record KeyNumber(String value, String label, String note) {

    Html html() {
        var card = Html.element("div", Html.styled("dt", "key-label", label), Html.styled("dd", "key-value", value))
                .with("class", "key");
        return note.isBlank() ? card : card.holding(Html.styled("dd", "key-note", note));
    }
}
