package superpose.reports.cli;

import java.util.Locale;

/** A number of bytes in words: whole bytes when few, otherwise the largest unit of which there is at least one. */
final class FileSize {

    private static final String UNITS = "kMGTPE";

    private FileSize() {}

    static String words(long bytes) {
        if (bytes < 1000) {
            return bytes + (bytes == 1 ? " byte" : " bytes");
        }
        double size = bytes;
        int unit = -1;
        while (size >= 999.5) {
            size /= 1000;
            unit++;
        }
        return String.format(
                Locale.ROOT,
                size < 9.995 ? "%.2f %cB" : size < 99.95 ? "%.1f %cB" : "%.0f %cB",
                size,
                UNITS.charAt(unit));
    }
}
