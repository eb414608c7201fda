package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Matrix;
import superpose.data.Seed;

class ImageFilesTest {

    private static final int WIDTH = 5;
    private static final int HEIGHT = 6;

    @TempDir
    Path folder;

    private Path write(String name, BufferedImage image) throws IOException {
        return Files.write(folder.resolve(name), encoded(name.substring(name.lastIndexOf('.') + 1), image));
    }

    static byte[] encoded(String format, BufferedImage image) throws IOException {
        var out = new ByteArrayOutputStream();
        assertTrue(ImageIO.write(image, format, out), format);
        return out.toByteArray();
    }

    /** Returns an image of random colours, opaque. */
    static BufferedImage image(int type, int width, int height) {
        var random = new Seed(type).child("image").generator();
        var image = new BufferedImage(width, height, type);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, random.nextInt() | 0xFF000000);
            }
        }
        return image;
    }

    private static void assertColours(BufferedImage image, Matrix pixels, String message) {
        int height = image.getHeight();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                assertEquals(rgb >> 16 & 255, pixels.get(y, x), message);
                assertEquals(rgb >> 8 & 255, pixels.get(height + y, x), message);
                assertEquals(rgb & 255, pixels.get(2 * height + y, x), message);
            }
        }
    }

    @Test
    void coloursComeBackFromEveryFormatWithoutLoss() throws IOException {
        for (int type : List.of(
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_BYTE_INDEXED,
                BufferedImage.TYPE_BYTE_BINARY)) {
            BufferedImage image = image(type, WIDTH, HEIGHT);
            for (String format : List.of("png", "bmp", "gif")) {
                boolean alpha = image.getColorModel().hasAlpha();
                if ((format.equals("bmp") && alpha) || (format.equals("gif") && type < 12)) {
                    continue;
                }
                StoredArray array = ImageFiles.read(write(type + "." + format, image), 3);
                assertEquals(type + " U8 [1, 3, 6, 5]", array.toString());
                assertColours(image, array.matrix(), array.toString() + format);
            }
        }
    }

    @Test
    void interlacedGifsOfEveryHeightAreReadRightOrRefused() throws IOException {
        for (int height = 1; height < 20; height++) {
            BufferedImage image = image(BufferedImage.TYPE_BYTE_INDEXED, WIDTH, height);
            StoredArray array = ImageFiles.read(write(height + ".gif", image), 3);
            if (height < 5) {
                assertTrue(Surroundings.refusal(array::matrix).contains("at least 5 rows"));
            } else {
                assertColours(image, array.matrix(), array.toString());
            }
        }
    }

    @Test
    void greyIsStoredAndReadAsItIs() throws IOException {
        var image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
        float[] all = new float[256];
        for (int x = 0; x < 256; x++) {
            image.getRaster().setSample(x, 0, 0, x);
            all[x] = x;
        }
        for (String format : List.of("png", "bmp")) {
            Path file = write("grey." + format, image);
            assertArrayEquals(all, ImageFiles.read(file, 1).matrix().toArray(), format);
            Matrix colours = ImageFiles.read(file, 3).matrix();
            for (int channel = 0; channel < 3; channel++) {
                assertArrayEquals(all, colours.row(channel), format);
            }
        }
    }

    @Test
    void greyOfPureColoursIsTheirLuma() throws IOException {
        int[] colours = {0xFF0000, 0x00FF00, 0x0000FF, 0xFFFFFF, 0x000000, 0x808080};
        var image = new BufferedImage(colours.length, 1, BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, colours.length, 1, colours, 0, colours.length);
        // 0.299, 0.587 and 0.114 of 255, to nearest.
        assertArrayEquals(
                new float[] {76, 150, 29, 255, 0, 128},
                ImageFiles.read(write("pure.png", image), 1).matrix().toArray());
    }

    @Test
    void aJpegIsNearWhatWasWritten() throws IOException {
        var image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 256; i++) {
            image.setRGB(i % 16, i / 16, 0x64C832);
        }
        Matrix pixels = ImageFiles.read(write("flat.jpg", image), 3).matrix();
        for (int channel = 0; channel < 3; channel++) {
            assertEquals(new int[] {0x64, 0xC8, 0x32}[channel], pixels.get(16 * channel + 3, 3), 3);
        }
    }

    @Test
    void aFolderIsReadInTheOrderOfNames() throws IOException {
        BufferedImage first = image(BufferedImage.TYPE_INT_RGB, WIDTH, HEIGHT);
        BufferedImage second = image(BufferedImage.TYPE_3BYTE_BGR, WIDTH, HEIGHT);
        write("b.png", second);
        write("a.bmp", first);
        Files.createDirectory(folder.resolve("nested"));
        Files.writeString(folder.resolve(".hidden"), "no image");
        StoredArray array = ImageFiles.read(folder, 3);
        assertEquals(List.of(2L, 3L, 6L, 5L), array.shape());
        assertColours(first, array.matrix().rows(0, 3 * HEIGHT), "first");
        assertColours(second, array.matrix().rows(3 * HEIGHT, 6 * HEIGHT), "second");
        assertEquals(List.of(2L, 1L, 6L, 5L), ImageFiles.read(folder, 1).shape());
    }

    @Test
    void theFirstImageOfAnotherSizeIsNamed() throws IOException {
        write("a.png", image(BufferedImage.TYPE_INT_RGB, WIDTH, HEIGHT));
        write("b.png", image(BufferedImage.TYPE_INT_RGB, HEIGHT, WIDTH));
        write("c.png", image(BufferedImage.TYPE_INT_RGB, 1, 1));
        String message = Surroundings.refusal(() -> ImageFiles.read(folder, 3));
        assertTrue(message.contains("b.png of 6 x 5 pixels"), message);
    }

    @Test
    void whatIsNoImageIsRefused() throws IOException {
        Surroundings.refusal(() -> ImageFiles.read(folder, 3));
        Surroundings.refusal(() -> ImageFiles.read(folder.resolve("none.png"), 3));
        Path good = write("a.png", image(BufferedImage.TYPE_INT_RGB, WIDTH, HEIGHT));
        Surroundings.refusal(() -> ImageFiles.read(good, 2));
        Path text = Files.writeString(folder.resolve("labels.csv"), "label\n1\n");
        assertTrue(Surroundings.refusal(() -> ImageFiles.read(text, 3)).contains("PNG, JPEG, GIF or BMP"));
        assertTrue(Surroundings.refusal(() -> ImageFiles.read(folder, 3)).contains("labels.csv"));
    }

    @Test
    void transparentPixelsAndDeepChannelsAreRefused() throws IOException {
        BufferedImage image = image(BufferedImage.TYPE_INT_ARGB, WIDTH, HEIGHT);
        image.setRGB(3, 2, 0x7F000000);
        StoredArray transparent = ImageFiles.read(write("t.png", image), 3);
        assertTrue(Surroundings.refusal(transparent::matrix).contains("a transparent pixel at 3, 2"));
        StoredArray deep = ImageFiles.read(write("d.png", image(BufferedImage.TYPE_USHORT_GRAY, WIDTH, HEIGHT)), 1);
        assertTrue(Surroundings.refusal(deep::matrix).contains("16 bits"));
    }

    @Test
    void aSmallFileThatSaysItIsHugeIsRefusedBeforeItIsDecoded() throws IOException {
        byte[] png = encoded("png", image(BufferedImage.TYPE_INT_RGB, WIDTH, HEIGHT));
        ByteBuffer bytes = ByteBuffer.wrap(png).putInt(16, 60_000).putInt(20, 60_000);
        var crc = new CRC32();
        crc.update(png, 12, 17);
        bytes.putInt(29, (int) crc.getValue());
        Path file = Files.write(folder.resolve("bomb.png"), png);
        assertTrue(Surroundings.refusal(() -> ImageFiles.read(file, 3)).contains("60000 x 60000 pixels"));
    }

    @Test
    void cutImagesAreRefused() throws IOException {
        for (String format : List.of("png", "jpg", "bmp", "gif")) {
            byte[] whole = encoded(format, image(BufferedImage.TYPE_INT_RGB, 40, 40));
            for (double share : new double[] {0.05, 0.3, 0.6, 0.9}) {
                byte[] cut = Arrays.copyOf(whole, (int) (share * whole.length));
                Path file = Files.write(folder.resolve(String.format(Locale.ROOT, "%s%.2f", format, share)), cut);
                Surroundings.refusal(() -> ImageFiles.read(file, 3).matrix());
            }
        }
    }

    @Test
    void greyAndColoursAreThoseOfPil() throws Exception {
        Surroundings.runPython(folder, "numpy, PIL", """
                import numpy as np
                from PIL import Image
                x = np.random.default_rng(8).integers(0, 256, size=(64, 64, 3), dtype=np.uint8)
                image = Image.fromarray(x)
                image.convert('RGBA').save('rgba.png')
                image.convert('P').save('palette.png')
                image.convert('P').save('palette.gif')
                image.convert('L').save('grey.png')
                image.convert('LA').save('greyalpha.png')
                image.convert('1').save('bits.png')
                image.save('colours.png')
                image.save('colours.bmp')
                for name in ['rgba.png', 'palette.png', 'palette.gif', 'grey.png', 'greyalpha.png', 'bits.png',
                             'colours.png', 'colours.bmp']:
                    rgb = Image.open(name).convert('RGB')
                    open(name + '.3', 'wb').write(np.asarray(rgb).transpose(2, 0, 1).astype('<f4').tobytes())
                    open(name + '.1', 'wb').write(np.asarray(rgb.convert('L')).astype('<f4').tobytes())
                """);
        for (String name : List.of(
                "rgba.png",
                "palette.png",
                "palette.gif",
                "grey.png",
                "greyalpha.png",
                "bits.png",
                "colours.png",
                "colours.bmp")) {
            for (int channels : List.of(1, 3)) {
                assertArrayEquals(
                        NumpyExchangeTest.floats(Files.readAllBytes(folder.resolve(name + "." + channels))),
                        ImageFiles.read(folder.resolve(name), channels).matrix().toArray(),
                        name);
            }
        }
    }
}
