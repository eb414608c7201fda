package superpose.reports.reproduce;

import java.util.LinkedHashMap;
import java.util.Map;
import superpose.data.Require;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Fills a table row by row; the first row says what columns there are. */
public final class TableRows {

    private final String name;
    private final Map<String, Column<?>> columns = new LinkedHashMap<>();
    private int rows;

    /** Starts a table without rows. */
    public TableRows(String name) {
        this.name = name;
    }

    /** Starts the next row. */
    public TableRows row() {
        requireWhole();
        rows++;
        return this;
    }

    /** Puts a text into the row. */
    public TableRows put(String column, String text) {
        ((StringColumn) columns.computeIfAbsent(column, StringColumn::create)).append(text);
        return this;
    }

    /** Puts a number into the row; one that is not a number leaves the cell empty. */
    public TableRows put(String column, double number) {
        DoubleColumn numbers = (DoubleColumn) columns.computeIfAbsent(column, DoubleColumn::create);
        if (Double.isNaN(number)) {
            numbers.appendMissing();
        } else {
            numbers.append(number);
        }
        return this;
    }

    /** Puts a whole number into the row. */
    public TableRows put(String column, int number) {
        ((IntColumn) columns.computeIfAbsent(column, IntColumn::create)).append(number);
        return this;
    }

    /** Returns the table. */
    public Table table() {
        requireWhole();
        return Table.create(name).addColumns(columns.values().toArray(Column<?>[]::new));
    }

    private void requireWhole() {
        columns.forEach((column, values) -> Require.that(
                values.size() == rows,
                "a cell in every column of '" + name + "'",
                values.size() + " in '" + column + "' after " + rows + " rows",
                "put one into each row"));
    }
}
