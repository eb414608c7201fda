package superpose.data.io;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Small zip archives for tests, made by the JDK. */
final class Zip {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    Zip stored(String name, byte[] content) {
        ZipEntry entry = new ZipEntry(name);
        CRC32 checksum = new CRC32();
        checksum.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(checksum.getValue());
        return add(entry, content);
    }

    Zip deflated(String name, byte[] content) {
        return add(new ZipEntry(name), content);
    }

    private Zip add(ZipEntry entry, byte[] content) {
        try {
            entry.setTime(0);
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] bytes() {
        try {
            zip.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a text, wherever it stands, by another of the same length. */
    static byte[] replaced(byte[] archive, String text, String other) {
        String latin = new String(archive, StandardCharsets.ISO_8859_1);
        return latin.replace(text, other).getBytes(StandardCharsets.ISO_8859_1);
    }
}
