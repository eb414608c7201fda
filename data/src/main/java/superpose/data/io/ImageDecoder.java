package superpose.data.io;

import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import superpose.data.BadInputException;

/**
 * Decodes an image file with ImageIO, nothing of it on disk; whatever goes wrong inside is bad input, and so is every warning.
 *
 * @param bytes the file
 */
record ImageDecoder(FileBytes bytes) {

    private static final int MOST_PIXELS = 100_000_000;

    /** The JDK mixes up the rows of lower ones where they are interlaced. */
    private static final int LOWEST_GIF = 5;

    /** Bytes that a decoder may take for a pixel: four channels of 16 bits. */
    private static final int LARGEST_PIXEL = 8;

    /** The size of an image in pixels. */
    record Size(int width, int height) {

        @Override
        public String toString() {
            return width + " x " + height + " pixels";
        }
    }

    /** What is done with an open image. */
    private interface Use<T> {
        T of(ImageReader reader) throws IOException;
    }

    /**
     * Returns the size that the image says it has; nothing is decoded.
     *
     * @throws BadInputException if it is no image, or one of more than 100,000,000 pixels or than fit into half of the heap
     */
    Size size() {
        return open(this::size);
    }

    /** Returns the image; its size is checked before memory is taken. */
    BufferedImage image() {
        return open(reader -> {
            Size size = size(reader);
            if (ImageFormat.of(bytes) == ImageFormat.GIF) {
                bytes.require(reader.getNumImages(true) == 1, "one image", "an animation", "save its frames as files");
                bytes.require(size.height() >= LOWEST_GIF, "a GIF of at least 5 rows", size, "save it as PNG");
            }
            reader.addIIOReadWarningListener((source, warning) -> {
                throw damaged(warning);
            });
            return reader.read(0);
        });
    }

    private Size size(ImageReader reader) throws IOException {
        var size = new Size(reader.getWidth(0), reader.getHeight(0));
        long limit = Math.min(MOST_PIXELS, Runtime.getRuntime().maxMemory() / 2 / LARGEST_PIXEL);
        bytes.require(
                size.width() > 0 && size.height() > 0 && (long) size.width() * size.height() <= limit,
                "an image of 1 to " + limit + " pixels",
                size,
                "make it smaller; a small file of this size is damaged or made to fill the memory");
        return size;
    }

    private <T> T open(Use<T> use) {
        ImageReader reader = ImageIO.getImageReadersByFormatName(
                        ImageFormat.of(bytes).name())
                .next();
        try (var stream = new MemoryCacheImageInputStream(bytes.stream())) {
            reader.setInput(stream, false, true);
            return use.of(reader);
        } catch (BadInputException e) {
            throw e;
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            // Decoders meet damage with exceptions of all kinds, and with tables of impossible sizes.
            throw damaged(e);
        } finally {
            reader.dispose();
        }
    }

    private BadInputException damaged(Object what) {
        return bytes.bad("an image that can be decoded", what, "save it again, as PNG");
    }
}
