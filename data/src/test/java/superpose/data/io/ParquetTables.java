package superpose.data.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes Parquet files for tests with DuckDB. */
final class ParquetTables {

    private ParquetTables() {}

    /** Writes what a query answers. */
    static Path write(Path file, String query) {
        return write(file, query, "");
    }

    /** Writes what a query answers, with further options such as {@code , COMPRESSION zstd}. */
    static Path write(Path file, String query, String options) {
        // COPY would take some names for patterns.
        Path plain = file.resolveSibling("written.tmp");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO '" + plain.toString().replace("'", "''") + "' (FORMAT parquet"
                    + options + ")");
            return Files.move(plain, file);
        } catch (SQLException | IOException e) {
            throw new AssertionError(query, e);
        }
    }
}
