package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.Labels;

class LabelTableTest {

    private static LabelTable table(String name, String csv) {
        return LabelTable.read(name, Surroundings.bytes(csv.getBytes(StandardCharsets.UTF_8)));
    }

    private static int[] indices(Labels labels) {
        return IntStream.range(0, labels.samples()).map(labels::of).toArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text,position,label\n0,1,yes\n0,2,no\n",
                "text,position,label\r\n0,1,yes\r\n0,2,no",
                "\uFEFFtext,position,label\n0,1,yes\n0,2,no\n\n\n",
                "\"text\",\"position\",\"label\"\n\"0\",1,\"yes\"\n0,\"2\",no",
                "text,label,position\n0,yes,1\n0,no,2\n",
                "text,position,outcome\n0,1,yes\n0,2,no\n",
            })
    void oneTableManySpellings(String csv) {
        LabelTable table = table("x", csv);
        assertEquals(List.of("text", "position"), table.keyColumns());
        assertEquals(2, table.rows());
        assertEquals(List.of("0", "2"), table.key(1));
        assertEquals("yes", table.label(0));
        assertEquals("no", table.label(1));
    }

    @Test
    void quotedFieldsKeepCommasQuotesAndLines() {
        LabelTable table = table("x", "key,label\n\"a,\"\"b\"\"\r\nc\",\"\"\n\" d \", e \n");
        assertEquals(List.of("a,\"b\"\r\nc"), table.key(0));
        assertEquals("", table.label(0));
        assertEquals(List.of(" d "), table.key(1));
        assertEquals(" e ", table.label(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF",
                "a,label",
                "a,label\n",
                "a,label\n1",
                "a,label\n1,2,3\n",
                "a,a,label\n1,2,3\n",
                "a,label\n\"1,2\n",
                "a,label\n\"1\"x,2\n",
                "a,label\nx\"1\",2\n",
                "a,label\r1,2\r",
                "a,label\n1,2\n\n3\n",
            })
    void malformedTablesAreRefused(String csv) {
        Surroundings.refusal(() -> table("x", csv));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] latin = "a,label\nä,1\n".getBytes(StandardCharsets.ISO_8859_1);
        assertTrue(Surroundings.refusal(() -> LabelTable.read("x", Surroundings.bytes(latin)))
                .contains("UTF-8"));
    }

    @Test
    void refusalsNameTheLine() {
        assertTrue(Surroundings.refusal(() -> table("x", "a,label\n1,2\n\"3\n3\",4\n5\n"))
                .contains("line 5"));
    }

    @Test
    void columnsBeyondReasonAndEndlessFieldsAreRefused() {
        Surroundings.refusal(() -> table("x", ",".repeat(2_000_000)));
        Surroundings.refusal(() -> table("x", "a,label\n\"" + "y".repeat(2_000_000)));
    }

    @Test
    void numericClassesAreInNumericOrderAndOthersInTextOrder() {
        assertEquals(List.of("-1", "2", "10", "1e2"), LabelClasses.sorted(List.of("10", "1e2", "2", "-1")));
        assertEquals(List.of("1.0", "1.00", "2"), LabelClasses.sorted(List.of("2", "1.00", "1.0")));
        assertEquals(List.of("10", "2", "x"), LabelClasses.sorted(List.of("x", "2", "10")));
    }

    @Test
    void tablesWithFewerRowsAreJoinedByKey() {
        LabelTable full = table("full", "text,position,label\n7,0,b\n7,1,a\n3,0,a\n3,1,\n");
        LabelTable part = table("part", "text,position,label\n3,1,10\n7,0,9\n");
        LabelledRows joined = LabelledRows.join(4, List.of(part, full));
        assertEquals(
                List.of("part", "full"),
                joined.labels().stream().map(Labels::name).toList());
        assertEquals(List.of("9", "10"), joined.labels().getFirst().classes());
        assertArrayEquals(new int[] {0, -1, -1, 1}, indices(joined.labels().getFirst()));
        assertEquals(List.of("a", "b"), joined.labels().getLast().classes());
        assertArrayEquals(new int[] {1, 0, 0, -1}, indices(joined.labels().getLast()));
        assertArrayEquals(new int[] {0, 0, 1, 1}, joined.groups().ids());
        assertEquals(List.of("7", "3"), joined.groups("text").names());
        assertArrayEquals(new int[] {0, 1, 0, 1}, joined.groups("position").ids());
        Surroundings.refusal(() -> joined.groups("label"));
    }

    @Test
    void tablesWithoutKeysAreJoinedByPositionAndEveryRowIsItsOwnGroup() {
        LabelledRows joined = LabelledRows.join(3, List.of(table("x", "label\nb\n\na\n")));
        assertArrayEquals(new int[] {1, -1, 0}, indices(joined.labels().getFirst()));
        assertArrayEquals(new int[] {0, 1, 2}, joined.groups().ids());
        assertTrue(joined.keyColumns().isEmpty());
        LabelledRows oneKey = LabelledRows.join(2, List.of(table("x", "id,label\n5,b\n6,b\n")));
        assertEquals(2, oneKey.groups().count());
    }

    @Test
    void joinsThatDoNotFitAreRefused() {
        LabelTable full = table("full", "t,p,label\n0,0,1\n0,1,0\n1,0,1\n");
        assertJoinRefused("at least one label table", 3);
        assertJoinRefused("at most", 2, full);
        assertJoinRefused("covers all 4 rows", 4, full);
        assertJoinRefused("different names", 3, full, full);
        assertJoinRefused("without key columns", 3, full, table("short", "label\n1\n0\n"));
        assertJoinRefused("0,0 in rows 0 and 1", 2, table("twice", "t,p,label\n0,0,1\n0,0,0\n"));
        assertJoinRefused("0,1 in rows 0 and 1", 3, full, table("twice", "t,p,label\n0,1,1\n0,1,0\n"));
        assertJoinRefused("2,0 in row 1", 3, full, table("stranger", "t,p,label\n1,0,1\n2,0,0\n"));
        assertJoinRefused("key columns", 3, full, table("other", "t,q,label\n1,0,1\n"));
        String message = assertJoinRefused("1,0 in row 1", 3, full, table("mixed", "t,p,label\n0,0,1\n1,0,0\n0,1,1\n"));
        assertTrue(message.contains("0,1 in row 1"), message);
    }

    private static String assertJoinRefused(String part, int rows, LabelTable... tables) {
        String message = Surroundings.refusal(() -> LabelledRows.join(rows, List.of(tables)));
        assertTrue(message.contains(part), message);
        return message;
    }
}
