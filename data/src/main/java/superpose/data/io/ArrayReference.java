package superpose.data.io;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import superpose.data.BadInputException;

/**
 * A file or a folder of arrays and, where it holds several, which one is meant.
 *
 * @param file where the arrays are
 * @param array the name of the one that is meant, or nothing
 */
public record ArrayReference(Path file, Optional<String> array) {

    /**
     * Reads {@code file} or {@code file:array}, as in {@code reference.npz:logits}.
     *
     * <p>Both parts may contain colons: an existing file or folder is preferred, the longest first.
     */
    public static ArrayReference parse(String text) {
        if (exists(text)) {
            return new ArrayReference(path(text), Optional.empty());
        }
        int last = text.lastIndexOf(':');
        for (int colon = last; colon > 0; colon = text.lastIndexOf(':', colon - 1)) {
            if (exists(text.substring(0, colon))) {
                return at(text, colon);
            }
        }
        // No such file in any reading; a single letter before the colon is a drive, not a file.
        return last > 1 ? at(text, last) : new ArrayReference(path(text), Optional.empty());
    }

    private static ArrayReference at(String text, int colon) {
        return new ArrayReference(path(text.substring(0, colon)), Optional.of(text.substring(colon + 1)));
    }

    private static boolean exists(String text) {
        try {
            return Files.exists(Path.of(text));
        } catch (InvalidPathException e) {
            // Some systems forbid colons in names; the text is then no name, and the next reading is tried.
            return false;
        }
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new BadInputException("the name of a file", Excerpt.of(text), Excerpt.of(e.getReason()));
        }
    }
}
