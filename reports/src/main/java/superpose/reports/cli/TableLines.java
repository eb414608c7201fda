package superpose.reports.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** A table on the screen: words to the left, numbers to the right with three digits. */
final class TableLines {

    private static final String MISSING = "-";

    private TableLines() {}

    static void print(Table table, PrintWriter screen) {
        List<Lines> columns = table.columns().stream().map(Lines::of).toList();
        screen.println();
        for (int line = 0; line <= table.rowCount(); line++) {
            StringBuilder words = new StringBuilder();
            for (Lines column : columns) {
                words.append(column.padded(line)).append("  ");
            }
            screen.println(words.toString().stripTrailing());
        }
    }

    /** The cells of a column below its name, as long as the longest of them. */
    private record Lines(List<String> cells, boolean toTheRight) {

        static Lines of(Column<?> column) {
            List<String> cells = IntStream.rangeClosed(-1, column.size() - 1)
                    .mapToObj(row -> row < 0 ? column.name() : cell(column, row))
                    .toList();
            return new Lines(cells, column instanceof NumericColumn<?>);
        }

        private static String cell(Column<?> column, int row) {
            if (column.isMissing(row)) {
                return MISSING;
            }
            return column instanceof NumericColumn<?> numbers
                    ? number(numbers.getDouble(row))
                    : String.valueOf(column.get(row)).replaceAll("\\p{Cntrl}", "?");
        }

        private static String number(double value) {
            if (value == Math.rint(value) || Math.abs(value) >= 1000) {
                return String.format(Locale.ROOT, "%.0f", value);
            }
            return String.format(Locale.ROOT, Math.abs(value) < 0.001 ? "%.2g" : "%.3g", value);
        }

        String padded(int line) {
            int width = cells.stream().mapToInt(String::length).max().orElse(0);
            String spaces = " ".repeat(width - cells.get(line).length());
            return toTheRight ? spaces + cells.get(line) : cells.get(line) + spaces;
        }
    }
}
