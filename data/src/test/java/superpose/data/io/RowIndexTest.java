package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import superpose.data.Groups;
import superpose.data.Labels;
import superpose.data.Seed;

class RowIndexTest {

    /** Text 1 has no rows; the positions of text 2 begin at 5. */
    private static final RowIndex INDEX = RowIndex.of(
            "store", 4, new long[] {0, 0, 2, 2, 2, 3}, new int[] {0, 1, 5, 6, 9, 0}, new int[] {7, 8, 7, 9, 9, -1});

    private static LabelTable table(String name, String csv) {
        return LabelTable.read(name, Surroundings.bytes(csv.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> labels(Labels labels) {
        return IntStream.range(0, labels.samples())
                .mapToObj(row -> labels.of(row) == Labels.MISSING
                        ? "-"
                        : labels.classes().get(labels.of(row)))
                .toList();
    }

    private static List<String> join(String csv) {
        return labels(
                LabelledRows.join(INDEX, List.of(table("x", csv))).labels().getFirst());
    }

    @Test
    void rowsAreFoundByInputAndPositionInAnyOrder() {
        List<String> lines = new ArrayList<>(List.of("0,0,a", "0,1,b", "2,5,c", "2,6,d", "2,9,e", "3,0,f"));
        for (int trial = 0; trial < 20; trial++) {
            Collections.shuffle(lines, new Seed(trial).generator());
            String csv = "text_id,position,label\n" + String.join("\n", lines);
            assertEquals(List.of("a", "b", "c", "d", "e", "f"), join(csv));
        }
        assertEquals(List.of("-", "b", "-", "-", "e", "-"), join("text_id,position,label\n2,9,e\n0,1,b\n3,0,\n"));
    }

    @Test
    void rowsTellWhatTheyWereMadeOf() {
        assertEquals(2, INDEX.input(3));
        assertEquals(6, INDEX.position(3));
        assertEquals(9, INDEX.token(3).orElseThrow());
        assertTrue(INDEX.token(5).isEmpty());
        RowIndex single = RowIndex.ofSingleRows("rows", 3);
        assertTrue(
                single.hasSameRows(RowIndex.of("rows", 3, new long[] {0, 1, 2}, new int[3], new int[] {-1, -1, -1})));
        assertTrue(single.token(2).isEmpty());
    }

    @Test
    void chosenRowsStayWhatTheyWere() {
        int[] chosen = {1, 3, 5};
        RowIndex some = INDEX.select(chosen);
        assertEquals(3, some.rows());
        for (int i = 0; i < chosen.length; i++) {
            assertEquals(INDEX.input(chosen[i]), some.input(i));
            assertEquals(INDEX.position(chosen[i]), some.position(i));
            assertEquals(INDEX.token(chosen[i]), some.token(i));
        }
        assertTrue(INDEX.select(new int[] {0, 1, 2, 3, 4, 5}).hasSameRows(INDEX));
    }

    @Test
    void aTableOfInputsLabelsAllTheirRowsAlike() {
        assertEquals(List.of("y", "y", "x", "x", "x", "-"), join("text,label\n2,x\n1,z\n0,y\n"));
    }

    @Test
    void aTableWithoutKeysLabelsRowsInTheirOrder() {
        assertEquals(List.of("a", "b", "-", "a", "b", "a"), join("label\na\nb\n\"\"\na\nb\na\n"));
        refused("6 labels", "label\na\nb\n");
    }

    @Test
    void rowsAreGroupedByInputUnlessToldOtherwise() {
        LabelTable full =
                table("full", "text,place,verse,label\n3,0,w,a\n0,0,v,a\n0,1,v,b\n2,5,v,a\n2,6,w,b\n2,9,w,a\n");
        LabelTable part = table("part", "text,place,book,label\n3,0,1,a\n0,0,2,b\n");
        LabelledRows joined = LabelledRows.join(INDEX, List.of(part, full));
        assertGroups(List.of("0", "2", "3"), new int[] {0, 0, 1, 1, 1, 2}, joined.groups());
        assertGroups(List.of("0", "2", "3"), new int[] {0, 0, 1, 1, 1, 2}, joined.groups("text"));
        assertGroups(List.of("0", "1", "5", "6", "9"), new int[] {0, 1, 2, 3, 4, 0}, joined.groups("place"));
        assertGroups(List.of("w", "v"), new int[] {1, 1, 1, 0, 0, 0}, joined.groups("verse"));
        assertTrue(Surroundings.refusal(() -> joined.groups("book")).contains("verse"));
        LabelledRows inputs = LabelledRows.join(INDEX, List.of(table("x", "label\n1\n2\n1\n2\n1\n2\n")));
        assertEquals(3, inputs.groups().count());
        assertEquals(List.of("input", "position"), inputs.keyColumns());
    }

    private static void assertGroups(List<String> names, int[] ids, Groups groups) {
        assertEquals(names, groups.names());
        assertArrayEquals(ids, groups.ids());
    }

    @Test
    void aRowIndexAndATableInItsOrderJoinAlike() {
        LabelTable order = table("order", "text,position,label\n0,0,a\n0,1,b\n2,5,c\n2,6,\n2,9,e\n3,0,f\n");
        LabelTable part = table("part", "text,position,label\n2,9,e\n0,1,b\n3,0,b\n");
        LabelledRows files = LabelledRows.join(6, List.of(order, part));
        LabelledRows store = LabelledRows.join(INDEX, List.of(order, part));
        for (int table = 0; table < 2; table++) {
            assertEquals(
                    labels(files.labels().get(table)), labels(store.labels().get(table)));
        }
        assertGroups(files.groups().names(), files.groups().ids(), store.groups());
        assertGroups(files.groups("position").names(), files.groups("position").ids(), store.groups("position"));
    }

    @Test
    void tokensThatDifferAreRefusedWhereTheyAreKnown() {
        String header = "text,position,token_id,label\n";
        assertEquals(List.of("a", "-", "-", "-", "-", "b"), join(header + "0,0,7,a\n3,0,1234,b\n"));
        refused("tokenizer", header + "0,0,8,a\n3,0,1,b\n");
    }

    @Test
    void keysThatDoNotFitAreRefused() {
        refused("not one of them", "text,position,label\n0,0,a\n0,2,b\n");
        refused("not one of them", "text,position,label\n1,0,a\n");
        refused("below 4", "text,position,label\n4,0,a\n");
        refused("below 4", "text,label\n4,a\n");
        refused("below 4", "text,label\nfirst,a\n");
        refused("below 4", "text,label\n-1,a\n");
        refused("a position", "text,position,label\n0,99999999999,a\n");
        refused("a position", "text,position,label\n0,0.0,a\n");
        refused("also in row 0", "text,label\n0,a\n2,a\n0,b\n");
        refused("also in row 1", "text,position,label\n0,1,a\n2,5,a\n2,05,b\n");
        RowIndex twice = RowIndex.of("store", 1, new long[2], new int[2], new int[2]);
        assertTrue(Surroundings.refusal(
                        () -> LabelledRows.join(twice, List.of(table("x", "text,position,label\n0,0,a\n"))))
                .contains("ascending positions"));
        Surroundings.refusal(() -> RowIndex.of("store", 1, new long[] {1}, new int[1], new int[1]));
        Surroundings.refusal(() -> RowIndex.of("store", 2, new long[] {1, 0}, new int[2], new int[2]));
    }

    private static void refused(String part, String csv) {
        String message = Surroundings.refusal(() -> join(csv));
        assertTrue(message.contains(part), message);
    }

    @Test
    void sameRowsAreThoseWithTheSameKeys() {
        assertTrue(INDEX.hasSameRows(INDEX));
        assertFalse(INDEX.hasSameRows(RowIndex.of("other", 4, new long[6], new int[6], new int[6])));
    }
}
