package superpose.reports.pages;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import superpose.data.Require;

/**
 * A small picture that a page carries in itself.
 *
 * <p>Source: W3C (2003), "Portable Network Graphics (PNG) Specification", second edition: 8 bits a channel, no filter, no
 * interlacing.
 */
public final class PngImage {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int LARGEST_SIDE = 4096;
    private static final int GREY = 0;
    private static final int RGB = 2;

    private final int width;
    private final int height;
    private final byte[] file;

    private PngImage(int width, int height, byte[] file) {
        this.width = width;
        this.height = height;
        this.file = file;
    }

    /**
     * A picture from its pixels.
     *
     * @param width at least 1
     * @param height at least 1
     * @param channels 1 for grey, 3 for red, green and blue
     * @param pixels [height * width * channels], 0 to 255; not modified
     */
    public static PngImage of(int width, int height, int channels, byte[] pixels) {
        requireSide(width, "wide");
        requireSide(height, "high");
        Require.that(channels == 1 || channels == 3, "1 or 3 channels", channels, "give 1 for grey or 3 for colours");
        Require.same((long) width * height * channels, pixels.length, "bytes of pixels");
        try {
            return new PngImage(width, height, file(width, height, channels, pixels));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void requireSide(int side, String which) {
        Require.that(
                side >= 1 && side <= LARGEST_SIDE,
                "a picture of 1 to " + LARGEST_SIDE + " pixels " + which,
                side,
                "show a smaller one");
    }

    private static byte[] file(int width, int height, int channels, byte[] pixels) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(SIGNATURE);
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream fields = new DataOutputStream(header);
        fields.writeInt(width);
        fields.writeInt(height);
        fields.write(new byte[] {8, (byte) (channels == 1 ? GREY : RGB), 0, 0, 0});
        writeChunk(out, "IHDR", header.toByteArray());
        writeChunk(out, "IDAT", compressed(width * channels, height, pixels));
        writeChunk(out, "IEND", new byte[0]);
        return bytes.toByteArray();
    }

    private static byte[] compressed(int line, int height, byte[] pixels) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
            for (int y = 0; y < height; y++) {
                out.write(0);
                out.write(pixels, y * line, line);
            }
        } finally {
            deflater.end();
        }
        return bytes.toByteArray();
    }

    private static void writeChunk(DataOutputStream out, String type, byte[] content) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        out.writeInt(content.length);
        out.write(name);
        out.write(content);
        out.writeInt((int) check.getValue());
    }

    /** Returns the width in pixels. */
    public int width() {
        return width;
    }

    /** Returns the height in pixels. */
    public int height() {
        return height;
    }

    /** Returns the file as bytes; a copy. */
    public byte[] toBytes() {
        return file.clone();
    }

    String dataUri() {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(file);
    }
}
