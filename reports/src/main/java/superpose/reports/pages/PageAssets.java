package superpose.reports.pages;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.zip.GZIPInputStream;

/**
 * What every page carries: the style sheet, the script that draws, and plotly.js, compressed.
 *
 * @param style the style sheet
 * @param script the script that inflates plotly.js and draws the figures
 * @param plotlyBase64 plotly.js, gzipped, in base64
 * @param plotlyHash the SHA-256 of plotly.js as it runs, in base64
 */
record PageAssets(String style, String script, String plotlyBase64, String plotlyHash) {

    /** Reads the parts from the class path. */
    static PageAssets load() {
        byte[] compressed = read("plotly.js.gz");
        return new PageAssets(
                text("report.css"),
                text("colouring.js") + text("arrangement.js") + text("report.js"),
                Base64.getEncoder().encodeToString(compressed),
                sha256(inflated(compressed)));
    }

    /**
     * Returns the rule the browser holds the page to: no network at all, and no script but the two whose hashes are named. Words
     * that slipped through as a script would not run.
     */
    String contentSecurityPolicy() {
        return "default-src 'none'; script-src 'sha256-" + sha256(script.getBytes(StandardCharsets.UTF_8))
                + "' 'sha256-" + plotlyHash
                + "'; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'; form-action 'none'";
    }

    private static String text(String name) {
        return new String(read(name), StandardCharsets.UTF_8);
    }

    private static byte[] read(String name) {
        try (InputStream stream = PageAssets.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("The build is incomplete: " + name + " is missing; run mvn compile.");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] inflated(byte[] compressed) {
        try (InputStream stream = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
