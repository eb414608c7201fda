package superpose.data.io;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A DuckDB in memory that reads one Parquet file and nothing else: no other file, no network, no extension, nothing written.
 *
 * <p>It works in the thread that asks and hands rows on in the file's order, a part of them in memory at a time.
 */
final class ParquetQueries implements AutoCloseable {

    private static final String CAUSE = "Error: ";

    /** What is done with the rows that answer a query. */
    interface Reading<T> {
        T read(ResultSet rows) throws SQLException;
    }

    private final FileBytes bytes;
    private final String path;
    private final Connection connection;

    private ParquetQueries(FileBytes bytes, String path, Connection connection) {
        this.bytes = bytes;
        this.path = path;
        this.connection = connection;
    }

    /**
     * Opens a file.
     *
     * @param bytes the same file, for messages
     */
    static ParquetQueries open(Path file, FileBytes bytes) {
        // An absolute path is never taken for an address of the network.
        String path = literal(file.toAbsolutePath().toString());
        Properties settings = new Properties();
        settings.setProperty("threads", "1");
        settings.setProperty("jdbc_stream_results", "true");
        settings.setProperty("autoinstall_known_extensions", "false");
        settings.setProperty("autoload_known_extensions", "false");
        settings.setProperty("temp_directory", "");
        try {
            Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings);
            var queries = new ParquetQueries(bytes, path, connection);
            queries.lock();
            return queries;
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not start", e);
        }
    }

    private void lock() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET allowed_paths = [" + path + "]");
            statement.execute("SET enable_external_access = false");
            statement.execute("SET lock_configuration = true");
        }
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** Returns the SQL for the file's rows. */
    String rows() {
        // The names of folders are not columns, whatever they look like.
        return "read_parquet(" + path + ", hive_partitioning = false)";
    }

    /** Returns the columns in the file's order. */
    List<ParquetColumn> columns() {
        return ask("DESCRIBE SELECT * FROM " + rows(), rows -> {
            List<ParquetColumn> columns = new ArrayList<>();
            while (rows.next()) {
                columns.add(new ParquetColumn(rows.getString(1), rows.getString(2)));
            }
            return columns;
        });
    }

    /** Returns the number of rows that the file says it has. */
    long rowCount() {
        return number("SELECT num_rows FROM parquet_file_metadata(" + path + ")");
    }

    /** Returns how many numbers the file says the lists of a column have; an empty list and a null count as one. */
    long listedNumbers(ParquetColumn column) {
        return number("SELECT coalesce(sum(num_values), 0)::BIGINT FROM parquet_metadata(" + path
                + ") WHERE starts_with(path_in_schema, " + literal(column.name() + ", ") + ")");
    }

    /** Returns the length of the first list of a column; 0 where there is none. */
    long firstLength(ParquetColumn column) {
        return number("SELECT len(" + column.quoted() + ") FROM " + rows() + " LIMIT 1");
    }

    private long number(String sql) {
        return ask(sql, rows -> rows.next() ? rows.getLong(1) : 0);
    }

    /**
     * Asks the database.
     *
     * @throws superpose.data.BadInputException if the file is damaged
     */
    <T> T ask(String sql, Reading<T> reading) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return reading.read(rows);
        } catch (SQLException e) {
            throw bytes.bad("a whole Parquet file", reason(e), "write or download it again");
        }
    }

    /** Returns what DuckDB found wrong, without the lines around it. */
    private static String reason(SQLException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> line.contains(CAUSE))
                .reduce((first, last) -> last)
                .map(line -> line.substring(line.indexOf(CAUSE) + CAUSE.length()))
                .map(cause -> cause.replaceFirst("^Failed to read file \".*\": ", ""))
                .orElse("a file that DuckDB cannot read");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("DuckDB does not stop", e);
        }
    }
}
