package superpose.reports.pages;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import superpose.data.BadInputException;
import superpose.data.Seed;

/** Against the reader of the JDK. */
class PngImageTest {

    private static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theJdkReadsTheSamePixels(long seed) throws IOException {
        RandomGenerator random = new Seed(seed).generator();
        int width = 1 + random.nextInt(40);
        int height = 1 + random.nextInt(40);
        int channels = random.nextBoolean() ? 1 : 3;
        byte[] pixels = new byte[width * height * channels];
        random.nextBytes(pixels);
        PngImage image = PngImage.of(width, height, channels, pixels);
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(image.toBytes()));
        assertNotNull(read, "a PNG file");
        assertEquals(width, read.getWidth());
        assertEquals(height, read.getHeight());
        byte[] came = new byte[pixels.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                for (int channel = 0; channel < channels; channel++) {
                    came[(y * width + x) * channels + channel] =
                            (byte) read.getRaster().getSample(x, y, channel);
                }
            }
        }
        assertArrayEquals(pixels, came);
    }

    @Test
    void theAddressHoldsTheFile() {
        PngImage image = PngImage.of(1, 1, 1, new byte[] {7});
        String prefix = "data:image/png;base64,";
        assertTrue(image.dataUri().startsWith(prefix));
        assertArrayEquals(
                image.toBytes(), Base64.getDecoder().decode(image.dataUri().substring(prefix.length())));
    }

    @Test
    void impossibleSizesAreRefused() {
        assertThrows(BadInputException.class, () -> PngImage.of(0, 1, 1, new byte[0]));
        assertThrows(BadInputException.class, () -> PngImage.of(5000, 1, 1, new byte[5000]));
        assertThrows(BadInputException.class, () -> PngImage.of(2, 2, 2, new byte[8]));
        assertThrows(BadInputException.class, () -> PngImage.of(2, 2, 3, new byte[11]));
    }
}
