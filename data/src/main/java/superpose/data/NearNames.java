package superpose.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The names that somebody who wrote another name may have meant. */
public final class NearNames {

    private static final int OFFERED = 3;

    /** Names beyond this length are compared by their beginning only, so that a hostile name costs nothing. */
    private static final int COMPARED = 200;

    private NearNames() {}

    /**
     * Returns up to three names that are nearest to the one asked for, the nearest first.
     *
     * @param asked the name that was not found
     * @param known the names that exist
     */
    public static List<String> of(String asked, Collection<String> known) {
        String wanted = folded(asked);
        int tolerated = Math.max(2, wanted.length() / 3);
        record Candidate(String name, int edits) {}
        return known.stream()
                .map(name -> new Candidate(name, edits(wanted, folded(name))))
                .filter(candidate -> candidate.edits <= tolerated)
                .sorted(Comparator.comparingInt(Candidate::edits).thenComparing(Candidate::name))
                .limit(OFFERED)
                .map(Candidate::name)
                .toList();
    }

    /**
     * Returns a remedy that offers the near names, or the given one when no name is near.
     *
     * @param otherwise what to do when nothing is near
     */
    public static String remedy(String asked, Collection<String> known, String otherwise) {
        List<String> near = of(asked, known);
        return near.isEmpty() ? otherwise : "did you mean " + String.join(" or ", near) + "?";
    }

    private static String folded(String name) {
        return name.substring(0, Math.min(name.length(), COMPARED)).toLowerCase(Locale.ROOT);
    }

    /** Counts insertions, deletions and replacements (Levenshtein distance), row by row of the usual table. */
    private static int edits(String one, String other) {
        int[] above = new int[other.length() + 1];
        for (int j = 0; j < above.length; j++) {
            above[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] row = new int[above.length];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int replaced = above[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above[j], row[j - 1]));
            }
            above = row;
        }
        return above[other.length()];
    }
}
