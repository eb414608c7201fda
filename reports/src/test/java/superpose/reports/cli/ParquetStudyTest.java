package superpose.reports.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.io.NpyFile;

/** A study of a Parquet file from the command line, held against the same study of npy files. */
class ParquetStudyTest {

    private static final int ROWS = 240;
    private static final int NEURONS = 5;

    @TempDir
    private Path folder = Path.of("");

    private final Matrix first = planted(1);
    private final Matrix second = planted(2);

    /** Neuron 2 holds the concept that every third row has, the others are noise. */
    private static Matrix planted(long seed) {
        RandomGenerator random = new Seed(seed).generator();
        float[] values = new float[ROWS * NEURONS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian() + (i % NEURONS == 2 && i / NEURONS % 3 == 0 ? 1 : 0);
        }
        return Matrix.of(ROWS, NEURONS, values);
    }

    @BeforeEach
    void writeLabelsAndArrays() throws IOException {
        NpyFile.write(folder.resolve("first.npy"), first);
        NpyFile.write(folder.resolve("second.npy"), second);
        Files.writeString(
                folder.resolve("third.csv"),
                IntStream.range(0, ROWS)
                        .mapToObj(row -> row + "," + (row % 3 == 0 ? 1 : 0))
                        .collect(Collectors.joining("\n", "text,label\n", "\n")));
    }

    private static String list(Matrix matrix, int row) {
        float[] values = Arrays.copyOfRange(matrix.toArray(), row * NEURONS, (row + 1) * NEURONS);
        return IntStream.range(0, NEURONS)
                .mapToObj(column -> "'" + values[column] + "'::FLOAT")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Writes a row for each row of the matrices, which are columns of lists. */
    private Path parquet(String name, String select) throws SQLException {
        String rows = IntStream.range(0, ROWS)
                .mapToObj(row -> "(" + row + ", " + list(first, row) + ", " + list(second, row) + ")")
                .collect(Collectors.joining(", "));
        Path file = folder.resolve(name);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE rows (number INTEGER, first FLOAT[], second FLOAT[])");
            statement.execute("INSERT INTO rows VALUES " + rows);
            statement.execute(
                    "COPY (SELECT " + select + " FROM rows ORDER BY number) TO '" + file + "' (FORMAT parquet)");
        }
        return file;
    }

    private CommandRun study(String out, Object... activations) {
        Object[] before = {"study", "--preset", "smoke", "--quiet", "--out", folder.resolve(out), "--labels"};
        Object[] labels = {folder.resolve("third.csv"), "--activations"};
        return CommandRun.of(
                Stream.of(before, labels, activations).flatMap(Arrays::stream).toArray());
    }

    private void assertSameResults(String expected, String came) throws IOException {
        for (String file :
                List.of("claims.csv", "tables/probes.csv", "tables/neuron_counts.csv", "tables/growth.csv")) {
            assertEquals(
                    Files.readString(folder.resolve(expected).resolve(file)),
                    Files.readString(folder.resolve(came).resolve(file)),
                    file);
        }
    }

    @Test
    void columnsOfListsAreStudiedLikeArraysOfTheSameValues() throws Exception {
        Path both = parquet("both.parquet", "first, second");
        study("arrays", folder.resolve("first.npy"), folder.resolve("second.npy"))
                .requireDone();
        study("lists", both + ":first", both + ":second").requireDone();
        assertSameResults("arrays", "lists");
        study("mixed", both + ":first", folder.resolve("second.npy")).requireDone();
        assertSameResults("arrays", "mixed");
    }

    @Test
    void plainColumnsAreTheNeurons() throws Exception {
        String columns = IntStream.rangeClosed(1, NEURONS)
                .mapToObj(neuron -> "first[" + neuron + "] AS n" + neuron)
                .collect(Collectors.joining(", "));
        study("arrays", folder.resolve("first.npy")).requireDone();
        study("columns", parquet("first.parquet", columns)).requireDone();
        assertSameResults("arrays", "columns");
    }

    @Test
    void filesThatDoNotFitAreRefused() throws Exception {
        Path both = parquet("both.parquet", "first, second");
        study("refused", both).requireRefused("2: first, second", "add a colon");
        study("refused", both + ":frist").requireRefused("did you mean first");
        study("refused", both + ":first", both + ":first").requireRefused("different activation files or tensors");
        study("refused", parquet("words.parquet", "'x' AS word")).requireRefused("word");
        NpyFile.write(folder.resolve("shorter.npy"), first.rows(0, ROWS - 1));
        study("refused", both + ":first", folder.resolve("shorter.npy")).requireRefused(ROWS + " rows");
        assertFalse(Files.exists(folder.resolve("refused")));
    }
}
