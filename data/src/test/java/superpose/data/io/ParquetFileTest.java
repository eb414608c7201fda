package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.ElementType;
import superpose.data.Matrix;

class ParquetFileTest {

    @TempDir
    Path folder;

    private List<StoredArray> open(String query) {
        return ArrayFiles.open(ParquetTables.write(folder.resolve("dump.parquet"), query));
    }

    private StoredArray only(String query) {
        List<StoredArray> arrays = open(query);
        assertEquals(1, arrays.size());
        return arrays.getFirst();
    }

    @Test
    void aColumnOfListsIsAnArrayOfItsName() {
        StoredArray array = only("SELECT [i, i / 2, -i]::FLOAT[] AS acts FROM range(5000) t(i)");
        assertEquals("acts F32 [5000, 3]", array.toString());
        Matrix matrix = array.matrix();
        for (int row = 0; row < 5000; row++) {
            assertArrayEquals(new float[] {row, row / 2f, -row}, matrix.row(row));
        }
        assertEquals(ElementType.F32, matrix.storedAs());
    }

    @Test
    void plainColumnsTogetherAreAnArrayOfTheFilesName() {
        StoredArray array = only("SELECT i::DOUBLE AS b, i * 10.5::DOUBLE AS a FROM range(3) t(i)");
        assertEquals("dump F64 [3, 2]", array.toString());
        assertArrayEquals(new float[] {0, 0, 1, 10.5f, 2, 21}, array.matrix().toArray());
    }

    @Test
    void plainColumnsOfDifferentTypesComeAsFloat32AndOtherColumnsAreLeftOut() {
        List<StoredArray> arrays =
                open("SELECT 'text' AS text, true AS hot, 7::UTINYINT AS small, [1, 2]::SMALLINT[] AS pair,"
                        + " 1.25::DECIMAL(9, 2) AS price, DATE '2020-01-01' AS day, [['a']] AS words, {'x': 1.0} AS point,"
                        + " 0 AS __index_level_0__");
        assertEquals("[dump F32 [1, 3], pair I16 [1, 2]]", arrays.toString());
        assertArrayEquals(new float[] {1, 7, 1.25f}, arrays.getFirst().matrix().toArray());
        assertArrayEquals(new float[] {1, 2}, arrays.getLast().matrix().toArray());
    }

    @Test
    void everyTypeKeepsItsNumbers() {
        Map<String, String> stored = Map.ofEntries(
                Map.entry("BOOLEAN", "BOOL: true false"),
                Map.entry("UTINYINT", "U8: 0 255"),
                Map.entry("TINYINT", "I8: -128 127"),
                Map.entry("USMALLINT", "U16: 0 65535"),
                Map.entry("SMALLINT", "I16: -32768 32767"),
                Map.entry("UINTEGER", "U32: 0 4294967295"),
                Map.entry("INTEGER", "I32: -2147483648 2147483647"),
                Map.entry("UBIGINT", "U64: 9223372036854775807 9223372036854775808 18446744073709551615 3"),
                Map.entry("BIGINT", "I64: -9223372036854775808 9223372036854775807 16777217"),
                Map.entry("FLOAT", "F32: 1e-45 3.4028235e38 -0.0 inf nan"),
                Map.entry("DOUBLE", "F64: 1e300 1e-300 0.1 -inf nan"),
                Map.entry("DECIMAL(38, 10)", "F64: 12345678901234567890.0123456789 -0.1"));
        stored.forEach((type, numbers) -> {
            String[] parts = numbers.split(": ", -1);
            String[] values = parts[1].split(" ", -1);
            String list = "['" + String.join("', '", values) + "']::" + type + "[]";
            List<StoredArray> arrays = ArrayFiles.open(ParquetTables.write(
                    folder.resolve(type + ".parquet"), "SELECT " + list + " AS list, unnest(" + list + ") AS plain"));
            float[] expected = new float[values.length];
            for (int i = 0; i < values.length; i++) {
                expected[i] = expected(values[i]);
            }
            assertEquals(parts[0], arrays.getFirst().format().type().name(), type);
            assertArrayEquals(expected, arrays.getFirst().matrix().toArray(), type);
            assertEquals(parts[0], arrays.getLast().format().type().name(), type);
            assertArrayEquals(expected, arrays.getLast().matrix().row(0), type);
        });
    }

    private static float expected(String value) {
        return switch (value) {
            case "true" -> 1;
            case "false" -> 0;
            case "nan" -> Float.NaN;
            case "inf" -> Float.POSITIVE_INFINITY;
            case "-inf" -> Float.NEGATIVE_INFINITY;
            default -> Float.parseFloat(value);
        };
    }

    @Test
    void manyRowGroupsAndEveryPackingKeepTheOrder() {
        for (String packing : List.of("uncompressed", "snappy", "zstd", "gzip", "lz4", "brotli")) {
            Path file = ParquetTables.write(
                    folder.resolve(packing),
                    "SELECT i::INTEGER AS n, [i, i + 1]::BIGINT[] AS pair FROM range(20000) t(i)",
                    ", ROW_GROUP_SIZE 3000, COMPRESSION " + packing);
            Matrix plain = ArrayFiles.array(file, packing).matrix();
            Matrix pair = ArrayFiles.array(file, "pair").matrix();
            for (int row = 0; row < 20000; row++) {
                assertEquals(row, plain.get(row, 0), packing);
                assertEquals(row + 1, pair.get(row, 1), packing);
            }
        }
    }

    @Test
    void fixedArraysAreReadAsLists() {
        assertEquals(
                "v F32 [4, 2]",
                only("SELECT [i, 2]::FLOAT[2] AS v FROM range(4) t(i)").toString());
    }

    @Test
    void aMissingNumberIsNamed() {
        StoredArray array = only("SELECT i::FLOAT AS a, CASE WHEN i <> 7 THEN i::FLOAT END AS b FROM range(9) t(i)");
        assertTrue(Surroundings.refusal(array::matrix).contains("a null in column b, row 7"));
    }

    @Test
    void aMissingNumberOrListAmongListsIsNamed() {
        for (String wrong : List.of("[1, NULL, 3]", "NULL")) {
            StoredArray array = ArrayFiles.array(ParquetTables.write(
                    folder.resolve(wrong),
                    "SELECT CASE WHEN i = 5000 THEN " + wrong + "::FLOAT[] ELSE [i, i, i]::FLOAT[] END AS v"
                            + " FROM range(6000) t(i)"));
            assertTrue(Surroundings.refusal(array::matrix).contains("a null in column v, row 5000"), wrong);
        }
    }

    @Test
    void aFirstListThatIsMissingIsNamed() {
        StoredArray array = only("SELECT CASE WHEN i > 0 THEN [1, 2]::FLOAT[] END AS v FROM range(3) t(i)");
        assertTrue(Surroundings.refusal(array::matrix).contains("a null in column v, row 0"));
    }

    @Test
    void raggedListsAreListedAndRefusedAtTheFirstRow() {
        List<StoredArray> arrays = open("SELECT range(3 + i // 40) AS tokens, [i]::FLOAT[] AS v FROM range(90) t(i)");
        assertEquals("[tokens LIST [90], v F32 [90, 1]]", arrays.toString());
        assertTrue(Surroundings.refusal(arrays.getFirst()::matrix).contains("3 in row 0 and 4 in row 40"));
        assertEquals(89, arrays.getLast().matrix().get(89, 0));
    }

    @Test
    void raggedListsThatAddUpAreRefusedToo() {
        StoredArray array = only("SELECT unnest([[1, 2], [3], [4, 5, 6]]) AS v");
        assertEquals("v I32 [3, 2]", array.toString());
        assertTrue(Surroundings.refusal(array::matrix).contains("2 in row 0 and 1 in row 1"));
        StoredArray empty = ArrayFiles.array(
                ParquetTables.write(folder.resolve("empty first"), "SELECT unnest([[], [3]]::FLOAT[][]) AS v"));
        assertTrue(Surroundings.refusal(empty::matrix).contains("0 in row 0 and 1 in row 1"));
    }

    @Test
    void emptyTablesAndEmptyListsAreArraysWithoutValues() {
        List<StoredArray> arrays = open("SELECT 1::FLOAT AS a, [1]::FLOAT[] AS v WHERE false");
        assertEquals("[dump F32 [0, 1], v F32 [0, 0]]", arrays.toString());
        for (StoredArray array : arrays) {
            assertEquals(0, array.matrix().rows());
        }
        Path lists = ParquetTables.write(folder.resolve("lists"), "SELECT []::FLOAT[] AS v FROM range(3)");
        Matrix matrix = ArrayFiles.array(lists).matrix();
        assertEquals("Matrix[3, 0] F32", matrix.toString());
    }

    @Test
    void aTableWithoutNumbersNamesItsColumns() {
        String message = Surroundings.refusal(() -> open("SELECT 'a' AS word, DATE '2020-01-01' AS day"));
        assertTrue(message.contains("word VARCHAR, day DATE"), message);
    }

    @Test
    void namesMayHoldAnything() throws IOException {
        Path odd = Files.createDirectories(folder.resolve("it's a=1 [x] *"));
        for (String name :
                List.of("o'clock.parquet", "say \"x\"", "st*r.parquet", "br[a].parquet", "a\\b", "wh?t", "#é%20")) {
            Path file =
                    ParquetTables.write(odd.resolve(name), "SELECT [1]::FLOAT[] AS \"a\"\"b'c, d\", 2 AS \"select\"");
            // Beside each lies a file that its name would match as a pattern.
            ParquetTables.write(
                    odd.resolve(name.replaceAll("[*?]", "u").replace("[a]", "a") + "2"), "SELECT 'other' AS other");
            List<StoredArray> arrays = ArrayFiles.open(file);
            assertEquals("a\"b'c, d F32 [1, 1]", arrays.getLast().toString());
            assertEquals(1, arrays.getLast().matrix().get(0, 0));
            assertEquals(FileNames.stem(file) + " I32 [1, 1]", arrays.getFirst().toString());
            assertEquals(2, arrays.getFirst().matrix().get(0, 0));
        }
    }

    @Test
    void twoArraysOfOneNameAreRefused() {
        Surroundings.refusal(() -> open("SELECT 1 AS a, [2] AS dump"));
    }

    @Test
    void encryptedAndCutFilesAreRefusedInPlainWords() throws IOException {
        Path encrypted = Files.writeString(folder.resolve("e.parquet"), "PARE....PARE");
        assertTrue(Surroundings.refusal(() -> ArrayFiles.open(encrypted)).contains("encrypted"));
        Path cut = Files.writeString(folder.resolve("c.parquet"), "PAR1");
        assertTrue(Surroundings.refusal(() -> ArrayFiles.open(cut)).contains("whole Parquet file"));
    }

    @Test
    void onlyTheFileItselfCanBeRead() {
        Path file = ParquetTables.write(folder.resolve("a.parquet"), "SELECT 1 AS a");
        Path other = ParquetTables.write(folder.resolve("b.parquet"), "SELECT 1 AS a");
        try (ParquetQueries queries = ParquetQueries.open(file, FileBytes.map(file))) {
            for (String sql : List.of(
                    "SELECT * FROM '" + other + "'",
                    "SELECT * FROM glob('" + folder + "/*')",
                    "COPY (SELECT 1) TO '" + folder.resolve("c.csv") + "'",
                    "SELECT * FROM 'http://localhost/a.parquet'",
                    "INSTALL httpfs",
                    "LOAD httpfs",
                    "SET enable_external_access = true",
                    "SET threads = 2")) {
                Surroundings.refusal(() -> queries.ask(sql, rows -> rows.next()));
            }
            assertEquals(1, queries.rowCount());
        }
    }

    @Test
    void framesOfPandasAndTablesOfPyarrowAreRead() throws Exception {
        Surroundings.runPython(folder, "numpy, pandas, pyarrow", """
                import numpy as np, pandas as pd, pyarrow as pa, pyarrow.parquet as pq
                rng = np.random.default_rng(3)
                x = rng.normal(size=(5000, 7)).astype('f4')
                pd.DataFrame(x, columns=[f'n{i}' for i in range(7)]).to_parquet('frame.parquet')
                pd.DataFrame(x, columns=list('abcdefg'), index=np.arange(5000)[::-1]).to_parquet('indexed.parquet')
                pd.DataFrame({'text': ['t'] * 5000, 'frame': list(x)}).to_parquet('lists.parquet')
                fixed = pa.FixedSizeListArray.from_arrays(pa.array(x.ravel()), 7)
                for version in ['1.0', '2.6']:
                    pq.write_table(pa.table({'frame': fixed}), f'fixed{version}.parquet', version=version,
                                   row_group_size=999, data_page_version='2.0' if version > '2' else '1.0')
                half = pa.table({'h': pa.array(list(x.astype('f2')), type=pa.list_(pa.float16()))})
                pq.write_table(half, 'half.parquet', compression='zstd', use_dictionary=False)
                open('frame.expected', 'wb').write(x.tobytes())
                open('half.expected', 'wb').write(x.astype('f2').astype('f4').tobytes())
                """);
        float[] frame = NumpyExchangeTest.floats(Files.readAllBytes(folder.resolve("frame.expected")));
        for (String name : List.of("frame", "indexed", "lists", "fixed1.0", "fixed2.6")) {
            StoredArray array = ArrayFiles.array(folder.resolve(name + ".parquet"));
            assertEquals(List.of(5000L, 7L), array.shape(), name);
            assertArrayEquals(frame, array.matrix().toArray(), name);
        }
        float[] half = NumpyExchangeTest.floats(Files.readAllBytes(folder.resolve("half.expected")));
        assertArrayEquals(
                half, ArrayFiles.array(folder.resolve("half.parquet")).matrix().toArray());
    }
}
