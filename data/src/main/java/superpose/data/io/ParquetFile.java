package superpose.data.io;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import superpose.data.BadInputException;
import superpose.data.ElementType;

/**
 * A table of numbers as pandas, pyarrow and polars write it: Parquet, read by DuckDB.
 *
 * <p>Each column of lists of numbers is an array of its name, [rows, length of the lists]. All columns of plain numbers
 * together are one array of the file's name, [rows, columns], in the file's order. Columns of text, times, nested lists and
 * other types are left out, and so is an index that pandas stored under a name of its own making
 * ({@code __index_level_0__}).
 *
 * <p>Numbers keep their type; 16-bit floats come as F32 and decimals as F64. Plain columns of different types come as F32.
 * Values are copied into memory outside the heap when they are first asked for. A missing value is refused then, and so are
 * lists of different lengths, which are listed as type LIST, [rows].
 *
 * <p>Source: Apache Parquet, file format, sections "File format" and "Nested encoding".
 */
public final class ParquetFile {

    private static final StoredType LIST = new StoredType("LIST", 0);

    private final Path file;
    private final FileBytes bytes;
    private final int rows;

    private ParquetFile(Path file, FileBytes bytes, int rows) {
        this.file = file;
        this.bytes = bytes;
        this.rows = rows;
    }

    /**
     * Lists the arrays of a file.
     *
     * @throws BadInputException if it is no Parquet file, is encrypted or damaged, has no numbers or more than 2^31 - 1 rows
     */
    public static List<StoredArray> read(Path file) {
        return read(file, FileBytes.map(file));
    }

    static List<StoredArray> read(Path file, FileBytes bytes) {
        bytes.require(startsLike(bytes), "a Parquet file", "other bytes", "check the file");
        bytes.require(
                bytes.u8(3) == '1',
                "a Parquet file that anyone can read",
                "an encrypted one",
                "write it without encryption");
        try (ParquetQueries queries = ParquetQueries.open(file, bytes)) {
            long rows = queries.rowCount();
            bytes.require(
                    rows >= 0 && rows <= Integer.MAX_VALUE,
                    "at most " + Integer.MAX_VALUE + " rows",
                    rows,
                    "split it into several files");
            return new ParquetFile(file, bytes, (int) rows).arrays(queries);
        }
    }

    static boolean startsLike(FileBytes bytes) {
        return bytes.startsWith('P', 'A', 'R', '1') || bytes.startsWith('P', 'A', 'R', 'E');
    }

    private List<StoredArray> arrays(ParquetQueries queries) {
        List<ParquetColumn> all = queries.columns();
        List<ParquetColumn> columns = all.stream()
                .filter(column -> column.numbers().isPresent() && !column.isRowIndex())
                .toList();
        if (columns.isEmpty()) {
            throw bytes.bad(
                    "columns of numbers or of lists of numbers",
                    all.stream()
                            .map(column -> column.name() + " " + column.type())
                            .collect(Collectors.joining(", ")),
                    "write the values as float32 columns or as one column of lists");
        }
        List<StoredArray> arrays = new ArrayList<>();
        List<ParquetColumn> plain =
                columns.stream().filter(column -> !column.isList()).toList();
        if (!plain.isEmpty()) {
            arrays.add(plain(plain));
        }
        columns.stream().filter(ParquetColumn::isList).forEach(column -> arrays.add(lists(column, queries)));
        StoredArray.requireDifferentNames(arrays);
        return arrays;
    }

    private StoredArray plain(List<ParquetColumn> columns) {
        List<ElementType> types =
                columns.stream().map(column -> column.numbers().orElseThrow()).toList();
        boolean alike = types.stream().distinct().count() == 1;
        String select = columns.stream()
                .map(column -> ParquetColumn.asPlainNumber(column.numbers().orElseThrow(), column.quoted()))
                .collect(Collectors.joining(", "));
        var format = format(alike ? types.getFirst() : ElementType.F32, columns.size());
        return stored(FileNames.stem(file), format, queries -> {
            MemorySegment values = room(format);
            var copied = queries.ask(
                    "SELECT " + select + " FROM " + queries.rows(),
                    new ParquetValues(types, elementType(format), values)::copy);
            if (copied.nullNext()) {
                ParquetColumn column = columns.get((int) (copied.numbers() % columns.size()));
                throw missing(column, copied.numbers() / columns.size());
            }
            return complete(copied, format, values);
        });
    }

    private StoredArray lists(ParquetColumn column, ParquetQueries queries) {
        long length = queries.firstLength(column);
        // What the file says of itself is believed where it fits; else only a look at all lists tells.
        boolean alike = queries.listedNumbers(column) == rows * Math.max(length, 1)
                || wrongList(column, length, queries).isEmpty();
        ElementType type = column.numbers().orElseThrow();
        var format = alike ? format(type, length) : rowMajor(LIST, List.of((long) rows));
        return stored(column.name(), format, later -> {
            if (!alike) {
                throw refused(column, length, later);
            }
            MemorySegment values = room(format);
            // A list of another length, or none, becomes one null, so that one pass sees everything.
            var copied = later.ask(
                    "SELECT " + ParquetColumn.asPlainNumber(type, "number") + " FROM (SELECT unnest(CASE WHEN len("
                            + column.quoted() + ") = " + length + " THEN " + column.quoted()
                            + " ELSE [NULL] END) AS number FROM " + later.rows() + ")",
                    new ParquetValues(List.of(type), type, values)::copy);
            if (copied.nullNext()) {
                throw refused(column, length, later);
            }
            return complete(copied, format, values);
        });
    }

    private StoredArray stored(String name, ArrayFormat format, Values values) {
        return StoredArray.inFile(name, bytes.origin(), format, new Once<>(() -> {
            try (ParquetQueries queries = ParquetQueries.open(file, bytes)) {
                return values.read(queries);
            }
        }));
    }

    /** Finds the values of an array. */
    private interface Values {
        MemorySegment read(ParquetQueries queries);
    }

    private ArrayFormat format(ElementType type, long columns) {
        return rowMajor(StoredType.of(type), List.of((long) rows, columns));
    }

    private static ArrayFormat rowMajor(StoredType type, List<Long> shape) {
        return new ArrayFormat(type, shape, ByteOrder.nativeOrder(), ArrayFormat.Axes.ROW_MAJOR);
    }

    private static ElementType elementType(ArrayFormat format) {
        return format.type().elementType().orElseThrow();
    }

    private MemorySegment room(ArrayFormat format) {
        return OffHeap.allocate(format.bytes(), "the values of " + bytes.origin());
    }

    private MemorySegment complete(ParquetValues.Copied copied, ArrayFormat format, MemorySegment values) {
        bytes.require(
                copied.numbers() == format.values(),
                format.values() + " numbers, as it says of itself",
                copied.numbers() > format.values() ? "more" : copied.numbers(),
                "the file is damaged: write or download it again");
        return values;
    }

    private BadInputException missing(ParquetColumn column, long row) {
        return bytes.bad(
                "numbers without gaps",
                "a null in column " + Excerpt.of(column.name()) + ", row " + row + " (counted from 0)",
                "fill the gaps or leave those rows out; pandas also writes NaN as null");
    }

    private BadInputException refused(ParquetColumn column, long length, ParquetQueries queries) {
        return wrongList(column, length, queries)
                .orElseGet(() -> bytes.bad("a file that stays as it is", "another content", "read it again"));
    }

    /** Returns the refusal of the first list that is null, has another length than the first one or has a null in it. */
    private Optional<BadInputException> wrongList(ParquetColumn column, long length, ParquetQueries queries) {
        String found = "SELECT row, len(list) FROM (SELECT row_number() OVER () - 1 AS row, " + column.quoted()
                + " AS list FROM " + queries.rows() + ") WHERE list IS NULL OR len(list) <> " + length
                + " OR list_count(list) < len(list) LIMIT 1";
        return queries.ask(found, rows -> {
            if (!rows.next()) {
                return Optional.empty();
            }
            long row = rows.getLong(1);
            long other = rows.getLong(2);
            return Optional.of(
                    rows.wasNull() || other == length
                            ? missing(column, row)
                            : bytes.bad(
                                    "lists of one length in column " + Excerpt.of(column.name()),
                                    length + " in row 0 and " + other + " in row " + row + " (counted from 0)",
                                    "cut or pad them, or write one row for each element"));
        });
    }
}
