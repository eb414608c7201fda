package superpose.data.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Changes a valid file a little, in the ways that break readers: flipped bits, cuts, extreme numbers. */
public final class Mutations {

    private Mutations() {}

    /** Returns the file with one to three changes. */
    public static byte[] of(byte[] valid, RandomGenerator random) {
        byte[] file = valid.clone();
        for (int times = random.nextInt(1, 4); times > 0 && file.length > 1; times--) {
            file = mutatedOnce(file, random);
        }
        return file;
    }

    private static byte[] mutatedOnce(byte[] file, RandomGenerator random) {
        int at = random.nextInt(file.length);
        switch (random.nextInt(7)) {
            case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> file[at] = (byte) random.nextInt(256);
            case 2 -> {
                return Arrays.copyOf(file, at);
            }
            case 3 -> {
                return spliced(file, at, at, randomBytes(random));
            }
            case 4 -> {
                return spliced(file, at, Math.min(file.length, at + random.nextInt(1, 9)), new byte[0]);
            }
            case 5 -> putExtreme(file, at, random);
            default -> {
                return withOtherNumber(file, at, random);
            }
        }
        return file;
    }

    private static byte[] randomBytes(RandomGenerator random) {
        byte[] bytes = new byte[random.nextInt(1, 20)];
        random.nextBytes(bytes);
        return bytes;
    }

    /** Writes a number at the edge of some integer type over the bytes. Modified. */
    private static void putExtreme(byte[] file, int at, RandomGenerator random) {
        long[] extremes = {
            0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, Long.MAX_VALUE, Long.MIN_VALUE, 0xFFFF, 1L << 40
        };
        byte[] number = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(extremes[random.nextInt(extremes.length)])
                .array();
        int width = 1 << random.nextInt(1, 4);
        System.arraycopy(number, 0, file, at, Math.min(width, file.length - at));
    }

    /** Replaces the next decimal digit by another number, often an impossible one. */
    private static byte[] withOtherNumber(byte[] file, int from, RandomGenerator random) {
        String[] numbers = {
            "0", "1", "9", "-1", "12", "65536", "2147483648", "4294967296", "9223372036854775807", "1e9", "00"
        };
        int at = from;
        while (at < file.length && (file[at] < '0' || file[at] > '9')) {
            at++;
        }
        byte[] number = numbers[random.nextInt(numbers.length)].getBytes(StandardCharsets.US_ASCII);
        return at == file.length ? file : spliced(file, at, at + 1, number);
    }

    private static byte[] spliced(byte[] file, int from, int to, byte[] middle) {
        byte[] result = Arrays.copyOf(file, from + middle.length + file.length - to);
        System.arraycopy(middle, 0, result, from, middle.length);
        System.arraycopy(file, to, result, from + middle.length, file.length - to);
        return result;
    }
}
