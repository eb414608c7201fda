package superpose.reports.pages;

import java.util.List;
import java.util.Optional;
import tech.tablesaw.api.Table;

/**
 * A small table in a panel.
 *
 * @param title what it holds
 * @param table its rows
 */
public record PanelTable(String title, Table table) implements PanelPart {

    Html html() {
        return Html.sequence(
                List.of(Html.styled("h4", "part-title", title), new TableBody(table, Optional.empty()).html()));
    }
}
