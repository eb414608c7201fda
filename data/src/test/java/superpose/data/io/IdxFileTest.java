package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class IdxFileTest {

    /** Two images of 2 x 3 pixels, counting up from 250. */
    static final byte[] IMAGES = {
        0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, -6, -5, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5
    };

    static byte[] gzip(byte[] content) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(packed)) {
            out.write(content);
        }
        return packed.toByteArray();
    }

    @Test
    void imagesAreRowsOfPixels() throws IOException {
        for (byte[] file : List.of(IMAGES, gzip(IMAGES))) {
            StoredArray array = IdxFile.read("images", Surroundings.bytes(file));
            assertEquals(List.of(2L, 6L), array.shape());
            assertEquals(250, array.matrix().get(0, 0));
            assertEquals(5, array.matrix().get(1, 5));
        }
    }

    @Test
    void numbersOfSeveralBytesAreBigEndian() {
        byte[] file = {0, 0, 0x0B, 1, 0, 0, 0, 1, 1, 2};
        assertEquals(258, IdxFile.read("x", Surroundings.bytes(file)).matrix().get(0, 0));
    }

    @Test
    void everyTruncationAndEveryExtensionIsRefused() throws IOException {
        for (int length = 0; length < IMAGES.length; length++) {
            byte[] cut = Arrays.copyOf(IMAGES, length);
            Surroundings.refusal(() -> IdxFile.read("x", Surroundings.bytes(cut)));
            byte[] packed = gzip(cut);
            Surroundings.refusal(
                    () -> IdxFile.read("x", Surroundings.bytes(packed)).matrix());
        }
        byte[] whole = gzip(IMAGES);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            Surroundings.refusal(
                    () -> IdxFile.read("x", Surroundings.bytes(cut)).matrix());
        }
        byte[] longer = Arrays.copyOf(IMAGES, IMAGES.length + 1);
        Surroundings.refusal(() -> IdxFile.read("x", Surroundings.bytes(longer)));
        byte[] bomb = gzip(Arrays.copyOf(IMAGES, 50_000_000));
        Surroundings.refusal(() -> IdxFile.read("x", Surroundings.bytes(bomb)).matrix());
    }

    @Test
    void hugeSizesAreRefusedBeforeMemoryIsTaken() throws IOException {
        byte[] huge = IMAGES.clone();
        Arrays.fill(huge, 4, 16, (byte) 0xFF);
        Surroundings.refusal(() -> IdxFile.read("x", Surroundings.bytes(huge)));
        byte[] packed = gzip(huge);
        Surroundings.refusal(() -> IdxFile.read("x", Surroundings.bytes(packed)));
        byte[] large = IMAGES.clone();
        large[4] = 0x7F;
        byte[] packedLarge = gzip(large);
        Surroundings.refusal(() -> IdxFile.read("x", Surroundings.bytes(packedLarge)));
        byte[] manyAxes = new byte[2000];
        manyAxes[2] = 8;
        manyAxes[3] = (byte) 255;
        Surroundings.refusal(() -> IdxFile.read("x", Surroundings.bytes(manyAxes)));
    }
}
