package superpose.data.io;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** What a file's name says when nothing inside the file gives a name. */
final class FileNames {

    private static final Pattern SUFFIX =
            Pattern.compile("(?i)\\.(npy|npz|safetensors|parquet|idx|png|jpe?g|gif|bmp|csv|gz)$");

    private FileNames() {}

    /** Returns the file's name without folder and without the suffix of a format that is read here. */
    static String stem(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : SUFFIX.matcher(name.toString()).replaceFirst("");
    }
}
