package superpose.reports.pages;

import java.util.Arrays;
import java.util.List;
import superpose.reports.claims.Verdict;

/**
 * Claims and their verdicts, with a count of each verdict above them.
 *
 * @param rows the claims in the order they are shown
 */
public record ClaimBoard(List<ClaimRow> rows) implements Block {

    /** Copies the list. */
    public ClaimBoard {
        rows = List.copyOf(rows);
    }

    Html html() {
        Html head = Html.element(
                "thead",
                Html.element("tr", heading("Verdict"), heading("Claim"), heading("Measured"), heading("Expected"))
                        .with("role", "row"));
        Html body = Html.element("tbody", rows.stream().map(ClaimBoard::row).toList());
        Html table = Html.element("table", head, body).with("class", "claims").with("role", "table");
        return Html.element("div", tally(), table).with("class", "claim-board");
    }

    private Html tally() {
        List<Html.Element> counts = Arrays.stream(Verdict.values())
                .filter(verdict -> count(verdict) > 0)
                .map(verdict -> Html.element("li", VerdictBadge.of(verdict, count(verdict) + " " + verdict.words())))
                .toList();
        return Html.element("ul", counts).with("class", "tally").with("aria-label", "Claims by verdict");
    }

    private long count(Verdict verdict) {
        return rows.stream().filter(row -> row.verdict() == verdict).count();
    }

    private static Html heading(String words) {
        return Html.element("th", Html.text(words)).with("scope", "col").with("role", "columnheader");
    }

    private static Html row(ClaimRow claim) {
        Html sentence = Html.element("span", Prose.inline(claim.sentence())).with("class", "claim-sentence");
        Html origin = Html.element("span", Html.styled("code", "claim-id", claim.id()), Html.text(" " + claim.source()))
                .with("class", "claim-source");
        return Html.element(
                        "tr",
                        Html.element(
                                        "td",
                                        VerdictBadge.of(
                                                claim.verdict(), claim.verdict().words()))
                                .with("class", "claim-verdict")
                                .with("role", "cell"),
                        Html.element("th", sentence, origin)
                                .with("scope", "row")
                                .with("role", "rowheader"),
                        labelled("Measured", claim.measured()),
                        labelled("Expected", claim.expected()))
                .with("role", "row");
    }

    /** On a narrow screen the heading of the column is out of sight, so the cell carries it. */
    private static Html labelled(String label, String words) {
        return Html.element("td", Html.text(words.isBlank() ? "–" : words))
                .with("data-label", label)
                .with("role", "cell");
    }
}
