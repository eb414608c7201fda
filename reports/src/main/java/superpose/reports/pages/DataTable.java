package superpose.reports.pages;

import java.util.Optional;
import superpose.data.Require;
import tech.tablesaw.api.Table;

/**
 * A table of results, its first 200 rows shown.
 *
 * @param caption what the table holds and what to see in it
 * @param table the results
 * @param file where the whole table lies, such as {@code tables/recovery.csv}, if anywhere
 */
public record DataTable(String caption, Table table, Optional<String> file) implements Block {

    /** Checks that there is a caption. */
    public DataTable {
        Require.that(!caption.isBlank(), "a table caption", "an empty one", "say what the table holds");
    }

    /** A table that is nowhere else. */
    public static DataTable of(String caption, Table table) {
        return new DataTable(caption, table, Optional.empty());
    }

    Html html(Numbering ids) {
        int number = ids.nextTable();
        Html words = Html.element("p", Html.styled("span", "figure-number", "Table " + number), Prose.inline(caption));
        return Html.element(
                        "div", ((Html.Element) words).with("class", "table-caption"), new TableBody(table, file).html())
                .with("class", "data-table")
                .with("id", "table-" + number);
    }
}
