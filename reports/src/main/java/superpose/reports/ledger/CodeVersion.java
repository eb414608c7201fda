package superpose.reports.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * Which code is running.
 *
 * @param release the release it was built as
 * @param commit the commit it was built from, with "+" for uncommitted changes; "unknown" outside a checkout
 */
public record CodeVersion(String release, String commit) {

    /** Reads what the build wrote down. */
    public static CodeVersion current() {
        Properties build = new Properties();
        try (InputStream in = CodeVersion.class.getResourceAsStream("git.properties")) {
            if (in != null) {
                build.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String dirty = "true".equals(build.getProperty("git.dirty")) ? "+" : "";
        return new CodeVersion(
                build.getProperty("git.build.version", "0.1.0"),
                build.getProperty("git.commit.id.abbrev", "unknown") + dirty);
    }

    /** Returns release and commit in one line. */
    public String words() {
        return release + " (" + commit + ")";
    }
}
