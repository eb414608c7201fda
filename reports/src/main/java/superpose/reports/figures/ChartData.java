package superpose.reports.figures;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import superpose.data.Require;
import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;

/** Reads the columns of a table for a chart, and says plainly which one is missing. */
record ChartData(Table table) {

    /** Checks that there is something to draw. */
    ChartData {
        Require.that(table.rowCount() > 0, "rows in table '" + table.name() + "'", "none", "draw no chart of it");
    }

    /** Returns a column's numbers, [rows]; NaN where one is missing. */
    double[] numbers(String column) {
        check(column);
        if (!(table.column(column) instanceof NumericColumn<?> numeric)) {
            throw new superpose.data.BadInputException(
                    "numbers in column '" + column + "'", table.column(column).type(), "choose a numeric column");
        }
        double[] values = new double[table.rowCount()];
        Arrays.setAll(values, row -> numeric.isMissing(row) ? Double.NaN : numeric.getDouble(row));
        return values;
    }

    /** Returns a column's values as text, [rows]. */
    String[] texts(String column) {
        check(column);
        String[] values = new String[table.rowCount()];
        Arrays.setAll(values, row -> String.valueOf(table.get(row, table.columnIndex(column))));
        return values;
    }

    /** Returns the rows of each series in order of appearance; one nameless series where no column tells them apart. */
    Map<String, int[]> series(Optional<String> column) {
        int[] all = IntStream.range(0, table.rowCount()).toArray();
        if (column.isEmpty()) {
            return Map.of("", all);
        }
        String[] names = texts(column.get());
        Map<String, List<Integer>> rows = new LinkedHashMap<>();
        for (int row : all) {
            rows.computeIfAbsent(names[row], name -> new ArrayList<>()).add(row);
        }
        Map<String, int[]> series = new LinkedHashMap<>();
        rows.forEach((name, indices) ->
                series.put(name, indices.stream().mapToInt(Integer::intValue).toArray()));
        return series;
    }

    /** Returns the numbers of all rows of a column. */
    static int[] everyRow(double[] values) {
        return IntStream.range(0, values.length).toArray();
    }

    /** Returns the given rows in ascending order of their value. */
    static int[] sorted(int[] rows, double[] values) {
        return Arrays.stream(rows)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> values[row]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Returns the values at the given rows. */
    static double[] pick(double[] values, int[] rows) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    /** Returns tokens for the texts of a column at the given rows. */
    String[] tokens(PlotText words, String column, int[] rows) {
        String[] texts = texts(column);
        return Arrays.stream(rows).mapToObj(row -> words.token(texts[row])).toArray(String[]::new);
    }

    private void check(String column) {
        Require.that(
                table.containsColumn(column),
                "a column '" + column + "' in table '" + table.name() + "'",
                "the columns " + table.columnNames(),
                "name one of them");
    }
}
