package superpose.data.io;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Lays the pixels of a decoded image out as bytes, one channel after another.
 *
 * <p>Samples are taken as they are stored: profiles of colour are not applied. Grey of a coloured pixel is its luma after
 * ITU-R BT.601, (19595 R + 38470 G + 7471 B + 32768) / 65536 rounded down; a grey pixel has R = G = B.
 *
 * @param bytes the file, for messages
 * @param image as ImageIO decodes it
 */
record ImagePixels(FileBytes bytes, BufferedImage image) {

    private static final int OPAQUE = 255;

    ImageDecoder.Size size() {
        return new ImageDecoder.Size(image.getWidth(), image.getHeight());
    }

    /**
     * Writes all pixels.
     *
     * @param channels 1 for grey, 3 for red, green and blue
     * @param into receives [channels, height, width] from {@code offset} on. Modified.
     */
    void copy(int channels, MemorySegment into, long offset) {
        requireReadable();
        int width = image.getWidth();
        long plane = (long) width * image.getHeight();
        int[] line = new int[width];
        for (int y = 0; y < image.getHeight(); y++) {
            readLine(y, line);
            long start = offset + (long) y * width;
            for (int x = 0; x < width; x++) {
                int rgb = line[x];
                if (rgb >>> 24 != OPAQUE) {
                    throw bytes.bad(
                            "an image without transparency",
                            "a transparent pixel at " + x + ", " + y,
                            "save it on the background that you want");
                }
                if (channels == 1) {
                    into.set(ValueLayout.JAVA_BYTE, start + x, (byte) luma(rgb));
                } else {
                    into.set(ValueLayout.JAVA_BYTE, start + x, (byte) (rgb >> 16));
                    into.set(ValueLayout.JAVA_BYTE, start + plane + x, (byte) (rgb >> 8));
                    into.set(ValueLayout.JAVA_BYTE, start + 2 * plane + x, (byte) rgb);
                }
            }
        }
    }

    private void requireReadable() {
        ColorModel model = image.getColorModel();
        for (int bits : model.getComponentSize()) {
            bytes.require(
                    bits <= Byte.SIZE, "8 bits for a channel", bits + " bits", "save the image with 8 bits a channel");
        }
        int space = model.getColorSpace().getType();
        bytes.require(
                space == ColorSpace.TYPE_RGB || space == ColorSpace.TYPE_GRAY,
                "an image in grey or RGB",
                "another space of colours",
                "save it as RGB");
    }

    /** Reads a line of pixels as alpha, red, green and blue, a byte each. */
    private void readLine(int y, int[] line) {
        if (!(image.getColorModel() instanceof ComponentColorModel model)) {
            // Palettes and packed pixels; both are told in sRGB.
            image.getRGB(0, y, line.length, 1, line, 0, line.length);
            return;
        }
        int bands = image.getRaster().getNumBands();
        int[] samples = image.getRaster().getPixels(0, y, line.length, 1, (int[]) null);
        int colours = model.getNumColorComponents();
        for (int x = 0; x < line.length; x++) {
            int first = x * bands;
            int green = colours == 1 ? first : first + 1;
            int blue = colours == 1 ? first : first + 2;
            int alpha = model.hasAlpha() ? samples[first + colours] : OPAQUE;
            line[x] = alpha << 24 | samples[first] << 16 | samples[green] << 8 | samples[blue];
        }
    }

    private static int luma(int rgb) {
        return (19595 * (rgb >> 16 & 255) + 38470 * (rgb >> 8 & 255) + 7471 * (rgb & 255) + 32768) >> 16;
    }
}
