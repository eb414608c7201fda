package superpose.data.io;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import superpose.data.ElementType;
import superpose.data.Matrix;
import superpose.data.Require;

/**
 * Texts that have been turned into token ids already: an array of whole numbers, [texts, positions], or a CSV file with the
 * columns {@code text_id}, {@code position} and {@code token_id}, its rows in that order, counted from 0.
 */
public final class TokenTexts {

    /** Larger ones could not be told apart as float32, and no vocabulary is as large. */
    private static final int LARGEST_ID = 1 << 24;

    private TokenTexts() {}

    /**
     * Reads texts.
     *
     * @return token ids, [texts][positions]
     * @throws superpose.data.BadInputException if the file is neither, or holds anything but token ids
     */
    public static List<int[]> read(ArrayReference reference) {
        return isTable(reference.file()) ? table(FileBytes.map(reference.file())) : array(ArrayFiles.array(reference));
    }

    /** Returns whether a file is a table by its name. */
    private static boolean isTable(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith(".csv");
    }

    private static List<int[]> array(StoredArray array) {
        ElementType type = array.format().type().elementType().orElse(ElementType.F32);
        Require.that(
                array.shape().size() == 2 && type != ElementType.F32 && type != ElementType.F64,
                "token ids of shape [texts, positions] as whole numbers",
                array,
                "write them with numpy as int64");
        Matrix ids = array.matrix();
        List<int[]> texts = new ArrayList<>();
        for (int text = 0; text < ids.rows(); text++) {
            int[] tokens = new int[ids.columns()];
            for (int at = 0; at < tokens.length; at++) {
                tokens[at] = requireId(ids.get(text, at), "text " + text);
            }
            texts.add(tokens);
        }
        return texts;
    }

    private static int requireId(float number, String where) {
        Require.that(
                number >= 0 && number <= LARGEST_ID,
                "token ids from 0 to " + LARGEST_ID,
                number + " in " + where,
                "check the array");
        return (int) number;
    }

    static List<int[]> table(FileBytes bytes) {
        List<int[]> texts = new ArrayList<>();
        List<Integer> text = new ArrayList<>();
        try (CsvParser parser = new CsvParser(bytes)) {
            List<String> header = parser.hasNext() ? parser.next() : List.of();
            int[] columns = {
                header.indexOf("text_id"), header.indexOf("position"), header.indexOf("token_id"),
            };
            bytes.require(
                    columns[0] >= 0 && columns[1] >= 0 && columns[2] >= 0,
                    "the columns text_id, position and token_id",
                    header,
                    "name them so");
            while (parser.hasNext()) {
                long line = parser.line();
                List<String> row = parser.next();
                bytes.require(
                        row.size() == header.size(), header.size() + " fields in line " + line, row.size(), "mend it");
                boolean next = number(bytes, row.get(columns[0]), line) == texts.size() + 1 && !text.isEmpty();
                if (next) {
                    texts.add(ids(text));
                    text.clear();
                }
                bytes.require(
                        number(bytes, row.get(columns[0]), line) == texts.size()
                                && number(bytes, row.get(columns[1]), line) == text.size(),
                        "text " + texts.size() + ", position " + text.size() + " in line " + line,
                        row.get(columns[0]) + ", " + row.get(columns[1]),
                        "sort the rows and count from 0");
                text.add(requireId(number(bytes, row.get(columns[2]), line), "line " + line));
            }
        }
        bytes.require(!text.isEmpty(), "at least one token", "none", "check the file");
        texts.add(ids(text));
        return texts;
    }

    private static int number(FileBytes bytes, String field, long line) {
        bytes.require(field.matches("[0-9]{1,9}"), "whole numbers in line " + line, Excerpt.of(field), "mend it");
        return Integer.parseInt(field);
    }

    private static int[] ids(List<Integer> text) {
        return text.stream().mapToInt(Integer::intValue).toArray();
    }
}
