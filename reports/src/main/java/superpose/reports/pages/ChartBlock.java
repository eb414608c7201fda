package superpose.reports.pages;

import java.util.List;
import superpose.reports.figures.Chart;

/**
 * A chart in a page: its title, the plot, what to see, and the table behind it one click away.
 *
 * @param chart the chart
 */
public record ChartBlock(Chart chart) implements Block {

    private static final String NOTE =
            "This figure is drawn by a script, which did not run here. The table below holds its numbers.";

    Html html(Numbering ids) {
        int number = ids.nextFigure();
        String id = "figure-" + number;
        String title = chart.text().title();
        Html heading = Html.element("h3", Html.styled("span", "figure-number", "Figure " + number), Html.text(title));
        Html plot = Html.element("div", Html.styled("p", "plot-note", NOTE))
                .with("class", "plot")
                .with("id", id + "-plot")
                .with("role", "img")
                .with("aria-label", title + ". " + chart.text().caption())
                .with("style", "--height: " + chart.height() + "px");
        Html spec = Html.element("script", new Html.Verbatim(EmbeddedJson.of(chart.json())))
                .with("type", "application/json");
        Html caption = Html.element("figcaption", Prose.inline(chart.text().caption()));
        return Html.element("figure", List.of(heading, plot, spec, caption, behind()))
                .with("id", id)
                .with("aria-label", title);
    }

    private Html behind() {
        return Html.element(
                "details",
                Html.element("summary", Html.text("Table behind this figure")),
                new TableBody(chart.table(), chart.tableFile()).html());
    }
}
