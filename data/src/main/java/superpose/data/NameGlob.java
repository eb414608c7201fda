package superpose.data;

import java.util.Collection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds names by patterns in which {@code *} stands for any characters and {@code ?} for one. */
public final class NameGlob {

    private NameGlob() {}

    /**
     * Returns the names that a pattern means: the one that is written exactly so, or else all that match it, in their order.
     *
     * @param pattern a name or a pattern
     * @param names different from each other
     */
    public static List<String> matching(String pattern, Collection<String> names) {
        if (names.contains(pattern)) {
            return List.of(pattern);
        }
        Pattern wanted = Pattern.compile(
                pattern.chars()
                        .mapToObj(Character::toString)
                        .map(letter -> letter.equals("*") ? ".*" : letter.equals("?") ? "." : Pattern.quote(letter))
                        .collect(Collectors.joining()),
                Pattern.DOTALL);
        return names.stream().filter(name -> wanted.matcher(name).matches()).toList();
    }
}
