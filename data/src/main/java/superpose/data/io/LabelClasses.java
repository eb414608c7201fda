package superpose.data.io;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import superpose.data.Labels;

/** Turns the labels of a table into classes: sorted as numbers if all are numbers, otherwise as texts. */
final class LabelClasses {

    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,40}(\\.\\d{1,40})?([eE][+-]?\\d{1,3})?");

    private LabelClasses() {}

    /**
     * Returns the labels of all rows.
     *
     * @param labelRows [rows of the activations], the row of the table that labels each one; -1 where none does
     */
    static Labels labels(LabelTable table, int[] labelRows) {
        TreeSet<String> texts = new TreeSet<>();
        for (int row = 0; row < table.rows(); row++) {
            texts.add(table.label(row));
        }
        texts.remove("");
        List<String> classes = sorted(texts);
        Map<String, Integer> indexOf = new HashMap<>();
        classes.forEach(text -> indexOf.put(text, indexOf.size()));
        indexOf.put("", Labels.MISSING);
        int[] indices = new int[labelRows.length];
        Arrays.setAll(
                indices,
                row -> labelRows[row] < 0
                        ? Labels.MISSING
                        : indexOf.getOrDefault(table.label(labelRows[row]), Labels.MISSING));
        return Labels.of(table.name(), classes, indices);
    }

    /** Sorts texts by number if all are numbers, such as 2 before 10; equal numbers and other texts by their characters. */
    static List<String> sorted(Collection<String> texts) {
        boolean numeric = texts.stream().allMatch(text -> NUMBER.matcher(text).matches());
        Comparator<String> byText = Comparator.naturalOrder();
        return texts.stream()
                .sorted(
                        numeric
                                ? Comparator.<String, BigDecimal>comparing(BigDecimal::new)
                                        .thenComparing(byText)
                                : byText)
                .toList();
    }
}
