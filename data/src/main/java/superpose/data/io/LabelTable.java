package superpose.data.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import superpose.data.Groups;
import superpose.data.Require;

/**
 * A CSV file that gives a class to samples: a header line, key columns that tell which sample, and one label column.
 *
 * <p>The label column is the one called {@code label}, or the last one if none is. An empty label means that the sample has
 * none. A table without key columns labels samples by their position.
 */
public final class LabelTable {

    private static final String LABEL = "label";
    private static final long LARGEST = 1L << 32;
    private static final int MOST_ROWS = 100_000_000;

    private final String name;
    private final String origin;
    private final List<String> keyColumns;
    private final int labelIndex;
    private final List<CodedColumn> keys;
    private final CodedColumn labels;

    private LabelTable(FileBytes bytes, String name, List<String> header) {
        this.labelIndex = header.contains(LABEL) ? header.indexOf(LABEL) : header.size() - 1;
        this.name = name;
        this.origin = bytes.origin();
        this.keyColumns = IntStream.range(0, header.size())
                .filter(column -> column != labelIndex)
                .mapToObj(header::get)
                .toList();
        this.keys = Stream.generate(CodedColumn::new).limit(keyColumns.size()).toList();
        this.labels = new CodedColumn();
        bytes.require(
                new HashSet<>(header).size() == header.size(), "different column names", header, "rename one of them");
    }

    /**
     * Reads a table.
     *
     * @throws superpose.data.BadInputException if the file is no CSV in UTF-8, has no rows, or has rows of different length
     */
    public static LabelTable read(Path file) {
        return read(FileNames.stem(file), FileBytes.map(file));
    }

    static LabelTable read(String name, FileBytes bytes) {
        bytes.require(bytes.size() <= LARGEST, "at most " + LARGEST + " bytes of labels", bytes.size(), "split it");
        try (CsvParser parser = new CsvParser(bytes)) {
            List<String> header = parser.hasNext() ? parser.next() : List.of("");
            bytes.require(
                    header.size() > 1 || !header.getFirst().matches("(?s).*[;\\t].*"),
                    "columns separated by commas",
                    "one column called " + Excerpt.of(header.getFirst()),
                    "write the table with commas");
            var table = new LabelTable(bytes, name, header);
            while (parser.hasNext()) {
                long line = parser.line();
                List<String> fields = parser.next();
                boolean blank = fields.size() == 1 && fields.getFirst().isEmpty();
                if (blank && header.size() > 1) {
                    continue;
                }
                // There may be many million lines, so the message is made only where it is needed.
                if (fields.size() != header.size()) {
                    throw bytes.bad(
                            header.size() + " fields, as in the header,",
                            fields.size() + " at line " + line,
                            "complete the line");
                }
                table.add(fields);
                bytes.require(table.rows() <= MOST_ROWS, "at most " + MOST_ROWS + " rows", "more", "split it");
            }
            bytes.require(table.rows() > 0, "a header line and at least one labelled row", "none", "add rows");
            return table;
        }
    }

    private void add(List<String> fields) {
        int key = 0;
        for (int column = 0; column < fields.size(); column++) {
            (column == labelIndex ? labels : keys.get(key++)).add(fields.get(column));
        }
    }

    /** Returns the file's name without extension: what is labelled. */
    public String name() {
        return name;
    }

    /** Returns the file the table was read from. */
    public String origin() {
        return origin;
    }

    /** Returns the names of the columns that tell which sample a row is about. */
    public List<String> keyColumns() {
        return keyColumns;
    }

    /** Returns the number of rows. */
    public int rows() {
        return labels.rows();
    }

    /** Returns the key columns. */
    List<CodedColumn> keys() {
        return keys;
    }

    /** Returns the key of a row, one text per key column. */
    public List<String> key(int row) {
        Require.index(row, rows(), "row");
        List<String> key = new ArrayList<>(keys.size());
        for (CodedColumn column : keys) {
            key.add(column.text(row));
        }
        return key;
    }

    /** Returns the label of a row; empty if it has none. */
    public String label(int row) {
        return labels.text(Require.index(row, rows(), "row"));
    }

    /** Returns the rows grouped by what stands in one key column, the groups in order of appearance. */
    Groups groups(int keyColumn) {
        CodedColumn column = keys.get(keyColumn);
        return Groups.of(column.texts(), column.codes());
    }
}
