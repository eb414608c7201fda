package superpose.reports.pages;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The rows and columns of a table in a box that scrolls by itself; numbers are rounded alike and stand to the right. */
record TableBody(Table table, Optional<String> file) {

    private static final int MOST_ROWS = 200;

    Html html() {
        List<Cells> columns = table.columns().stream().map(Cells::of).toList();
        Html head = Html.element(
                "thead", Html.element("tr", columns.stream().map(Cells::heading).toList()));
        List<Html> rows = IntStream.range(0, Math.min(MOST_ROWS, table.rowCount()))
                .mapToObj(row -> (Html) Html.element(
                        "tr", columns.stream().map(column -> column.cell(row)).toList()))
                .toList();
        Html box = Html.element("div", Html.element("table", head, Html.element("tbody", rows)))
                .with("class", "scroll")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", "Table " + table.name());
        List<Html> parts = new ArrayList<>(List.of(box));
        note().ifPresent(words -> parts.add(Html.styled("p", "table-note", words)));
        return Html.sequence(parts);
    }

    private Optional<String> note() {
        String rest = file.map(path -> " All of them are in " + path + ".").orElse("");
        if (table.rowCount() > MOST_ROWS) {
            return Optional.of(String.format(
                    Locale.ROOT, "The first %,d of %,d rows are shown.%s", MOST_ROWS, table.rowCount(), rest));
        }
        return file.map(path -> "Also in " + path + ".");
    }

    /** One column as it is shown. */
    private sealed interface Cells {

        static Cells of(Column<?> column) {
            return column instanceof NumericColumn<?> numbers
                    ? new Numbers(column.name(), numbers, NumberStyle.of(numbers))
                    : new Words(column);
        }

        Html heading();

        Html cell(int row);
    }

    private record Numbers(String name, NumericColumn<?> column, NumberStyle style) implements Cells {

        @Override
        public Html heading() {
            return Html.styled("th", "number", name).with("scope", "col");
        }

        @Override
        public Html cell(int row) {
            return Html.styled("td", "number", column.isMissing(row) ? "–" : style.show(column.getDouble(row)));
        }
    }

    private record Words(Column<?> column) implements Cells {

        @Override
        public Html heading() {
            return Html.element("th", Html.text(column.name())).with("scope", "col");
        }

        @Override
        public Html cell(int row) {
            return Html.element("td", Html.text(column.isMissing(row) ? "–" : String.valueOf(column.get(row))));
        }
    }
}
