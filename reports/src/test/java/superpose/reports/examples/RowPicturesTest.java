package superpose.reports.examples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.BadInputException;
import superpose.data.Seed;
import superpose.data.io.ArrayFiles;
import superpose.data.io.ImageFiles;
import superpose.data.io.StoredArray;
import superpose.reports.pages.PngImage;

class RowPicturesTest {

    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(strings = {"(4, 5, 5)", "(4, 1, 5, 5)", "(4, 5, 5, 1)", "(4, 25)"})
    void greyImagesLookAlikeHoweverTheyLie(String shape) throws IOException {
        byte[] pixels = bytes(100);
        RowPictures pictures = RowPictures.of(npy("|u1", shape, pixels));
        assertEquals(4, pictures.count());
        for (int image = 0; image < 4; image++) {
            BufferedImage read = read(pictures.picture(image));
            for (int y = 0; y < 5; y++) {
                for (int x = 0; x < 5; x++) {
                    assertEquals(
                            pixels[image * 25 + y * 5 + x] & 255,
                            read.getRaster().getSample(x, y, 0));
                }
            }
        }
    }

    @Test
    void channelsMayStandBeforeOrBehind() throws IOException {
        int plane = 6;
        byte[] first = bytes(2 * 3 * plane);
        byte[] last = new byte[first.length];
        for (int image = 0; image < 2; image++) {
            for (int channel = 0; channel < 3; channel++) {
                for (int pixel = 0; pixel < plane; pixel++) {
                    last[(image * plane + pixel) * 3 + channel] = first[(image * 3 + channel) * plane + pixel];
                }
            }
        }
        RowPictures before = RowPictures.of(npy("|u1", "(2, 3, 2, 3)", first));
        assertArrayEquals(
                RowPictures.of(npy("|u1", "(2, 2, 3, 3)", last)).picture(1).toBytes(),
                before.picture(1).toBytes());
    }

    @Test
    void numbersRunFromBlackToWhiteWhateverTheirScale() throws IOException {
        ByteBuffer small = ByteBuffer.allocate(4 * 18).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer large = ByteBuffer.allocate(4 * 18).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 18; i++) {
            small.putFloat(i / 17f);
            large.putFloat(-300 + 1000 * (i / 17f));
        }
        RowPictures pictures = RowPictures.of(npy("<f4", "(2, 3, 3)", small.array()));
        BufferedImage first = read(pictures.picture(0));
        assertEquals(0, first.getRaster().getSample(0, 0, 0));
        assertEquals(255, read(pictures.picture(1)).getRaster().getSample(2, 2, 0));
        assertArrayEquals(
                pictures.picture(1).toBytes(),
                RowPictures.of(npy("<f4", "(2, 3, 3)", large.array()))
                        .picture(1)
                        .toBytes());
    }

    @Test
    void aFolderOfImagesIsShownAsItIs() throws IOException {
        byte[] pixels = bytes(12);
        PngImage image = PngImage.of(2, 2, 3, pixels);
        Files.write(folder.resolve("a.png"), image.toBytes());
        RowPictures pictures = RowPictures.of(ImageFiles.read(folder, 3));
        assertArrayEquals(image.toBytes(), pictures.picture(0).toBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"(100,)", "(50, 2)", "(1, 2, 5, 10)", "(1, 1, 4, 5, 5)", "(100, 0)"})
    void otherShapesAreRefused(String shape) throws IOException {
        StoredArray array = npy("|u1", shape, bytes(shape.contains("0)") && shape.contains(", 0") ? 0 : 100));
        assertThrows(BadInputException.class, () -> RowPictures.of(array));
    }

    private static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        new Seed(count).generator().nextBytes(bytes);
        return bytes;
    }

    private static BufferedImage read(PngImage image) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(image.toBytes()));
    }

    private StoredArray npy(String type, String shape, byte[] values) throws IOException {
        String header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
        String padded = header + " ".repeat(63 - (header.length() + 10) % 64) + "\n";
        ByteBuffer file =
                ByteBuffer.allocate(10 + padded.length() + values.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put(new byte[] {1, 0});
        file.putShort((short) padded.length());
        file.put(padded.getBytes(StandardCharsets.US_ASCII)).put(values);
        Path path = Files.write(Files.createTempFile(folder, "images", ".npy"), file.array());
        StoredArray array = ArrayFiles.array(path);
        return array;
    }
}
