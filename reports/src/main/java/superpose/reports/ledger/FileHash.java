package superpose.reports.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import superpose.data.io.Sha256;

/** Says which content a file had when a run read it. */
public final class FileHash {

    private FileHash() {}

    /** Returns the SHA-256 of a file's content in hexadecimal digits. */
    public static String sha256(Path file) {
        return Sha256.of(file);
    }

    /** Returns a file's name and hash: a file is what is in it, wherever it lies. */
    public static String named(Path file) {
        return file.getFileName() + " " + sha256(file);
    }

    /** Returns the hash of a file, or of the names and hashes of the files in a folder, in the order of their names. */
    public static String ofAll(Path fileOrFolder) {
        if (!Files.isDirectory(fileOrFolder)) {
            return sha256(fileOrFolder);
        }
        try (Stream<Path> files = Files.list(fileOrFolder)) {
            byte[] names = files.filter(Files::isRegularFile)
                    .sorted()
                    .map(FileHash::named)
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8);
            return Sha256.of(names, names.length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
