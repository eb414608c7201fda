package superpose.reports.ledger;

import java.nio.file.Path;
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
}
