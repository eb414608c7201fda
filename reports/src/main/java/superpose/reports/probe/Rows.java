package superpose.reports.probe;

import java.util.LinkedHashMap;
import java.util.Map;
import superpose.analysis.statistics.Interval;
import superpose.data.Require;
import superpose.reports.probing.ConceptFindings;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Builds a table row by row; every row gives the same columns in the same order, and a NaN is a missing value. */
final class Rows {

    private final String name;

    /** Put into a table at the end only: a column that joins a table with rows is filled up with missing values. */
    private final Map<String, Column<?>> columns = new LinkedHashMap<>();

    Rows(String name) {
        this.name = name;
    }

    /** Begins a row about a concept in some activations. */
    Rows of(ConceptFindings one) {
        return words("concept", one.where().concept())
                .words("activations", one.where().activations());
    }

    Rows words(String column, String value) {
        ((StringColumn) columns.computeIfAbsent(column, StringColumn::create)).append(value);
        return this;
    }

    Rows count(String column, int value) {
        ((IntColumn) columns.computeIfAbsent(column, IntColumn::create)).append(value);
        return this;
    }

    Rows number(String column, double value) {
        DoubleColumn numbers = (DoubleColumn) columns.computeIfAbsent(column, DoubleColumn::create);
        if (Double.isNaN(value)) {
            numbers.appendMissing();
        } else {
            numbers.append(value);
        }
        return this;
    }

    Rows interval(String column, Interval interval) {
        return number(column, interval.estimate())
                .number(column + "_ci_low", interval.low())
                .number(column + "_ci_high", interval.high());
    }

    /** Returns the table of the rows so far. */
    Table table() {
        long lengths =
                columns.values().stream().mapToInt(Column::size).distinct().count();
        Require.that(lengths <= 1, "rows that all give the same columns", lengths + " lengths", "give every column");
        return Table.create(name, columns.values());
    }
}
