package superpose.data.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A column of a table as numbers: each different text is kept once and numbered in order of appearance. */
final class CodedColumn {

    private static final int FIRST_CAPACITY = 64;

    private final Map<String, Integer> codeOf = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private int[] codes = new int[FIRST_CAPACITY];
    private int rows;

    void add(String text) {
        Integer known = codeOf.get(text);
        int code = known != null ? known : texts.size();
        if (known == null) {
            codeOf.put(text, code);
            texts.add(text);
        }
        if (rows == codes.length) {
            codes = Arrays.copyOf(codes, rows + (rows >> 1));
        }
        codes[rows++] = code;
    }

    int rows() {
        return rows;
    }

    String text(int row) {
        return texts.get(codes[row]);
    }

    /** Returns the code of a row, in [0, number of different texts). */
    int code(int row) {
        return codes[row];
    }

    /** Returns the code of a text, or -1 where no row has it. */
    int codeOf(String text) {
        return codeOf.getOrDefault(text, -1);
    }

    /** Returns the different texts; a row's code is an index into them. */
    List<String> texts() {
        return List.copyOf(texts);
    }

    /** Returns the code of every row; a copy. */
    int[] codes() {
        return Arrays.copyOf(codes, rows);
    }
}
