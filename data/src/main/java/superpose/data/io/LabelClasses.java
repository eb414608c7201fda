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
     * @param positions [rows of the table], the row of the activations each one labels
     * @param rows number of rows of the activations
     */
    static Labels labels(LabelTable table, int[] positions, int rows) {
        TreeSet<String> texts = new TreeSet<>();
        for (int row = 0; row < positions.length; row++) {
            texts.add(table.label(row));
        }
        texts.remove("");
        List<String> classes = sorted(texts);
        Map<String, Integer> indexOf = new HashMap<>();
        classes.forEach(text -> indexOf.put(text, indexOf.size()));
        indexOf.put("", Labels.MISSING);
        int[] indices = new int[rows];
        Arrays.fill(indices, Labels.MISSING);
        for (int row = 0; row < positions.length; row++) {
            indices[positions[row]] = indexOf.getOrDefault(table.label(row), Labels.MISSING);
        }
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
