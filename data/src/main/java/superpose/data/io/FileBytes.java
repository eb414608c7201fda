package superpose.data.io;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import superpose.data.BadInputException;
import superpose.data.NearNames;
import superpose.data.Require;

/**
 * The bytes of a file or of a part of one, and the name under which messages speak of it; reads beyond the end are bad input.
 *
 * @param origin the file, as the user wrote it
 * @param segment the bytes, memory-mapped or on the heap
 */
record FileBytes(String origin, MemorySegment segment) {

    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong U64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final int LISTED_FILES = 10_000;

    /** Maps a whole file into memory; it is unmapped when nothing refers to it any more. */
    static FileBytes map(Path file) {
        Require.that(Files.exists(file), "a file", Excerpt.of(file) + ", which is not there", remedyForMissing(file));
        Require.that(
                Files.isRegularFile(file),
                "a file",
                Excerpt.of(file) + (Files.isDirectory(file) ? ", which is a folder" : ", which is a device or a pipe"),
                "name a file inside it or write the data to a file first");
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            Require.that(size > 0, "a file with content", Excerpt.of(file) + ", which is empty", "write it again");
            return new FileBytes(Excerpt.of(file), channel.map(FileChannel.MapMode.READ_ONLY, 0, size, Arena.ofAuto()));
        } catch (IOException e) {
            throw new BadInputException(
                    "a file that can be read", Excerpt.of(file) + " (" + Excerpt.of(e) + ")", "check the permissions");
        }
    }

    private static String remedyForMissing(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        Path name = file.getFileName();
        if (folder == null || name == null || !Files.isDirectory(folder)) {
            return "check the folder's name";
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.limit(LISTED_FILES)
                    .map(other -> Excerpt.of(other.getFileName()))
                    .toList();
            return NearNames.remedy(name.toString(), names, "check the name");
        } catch (IOException | UncheckedIOException e) {
            return "check the name; its folder cannot be listed (" + Excerpt.of(e) + ")";
        }
    }

    /** Checks something that the file says; the message names the file. */
    void require(boolean holds, String expected, Object came, String remedy) {
        if (!holds) {
            throw bad(expected, came, remedy);
        }
    }

    /** Returns the exception for something wrong in this file. */
    BadInputException bad(String expected, Object came, String remedy) {
        return new BadInputException(expected + " in " + origin, Excerpt.of(came), remedy);
    }

    /** Returns the number of bytes. */
    long size() {
        return segment.byteSize();
    }

    /** Returns a part, without copying it. */
    FileBytes slice(long offset, long length) {
        // Asked before the message is put together: this is called for every number of a header.
        if (offset < 0 || length < 0 || offset > size() - length) {
            throw bad(
                    length + " bytes from byte " + offset + " on",
                    size() + " bytes in all",
                    "the file is cut short or its header is damaged: write or download it again");
        }
        return new FileBytes(origin, segment.asSlice(offset, length));
    }

    /** Returns a copy of a part. */
    byte[] copy(long offset, long length) {
        return slice(offset, length).segment.toArray(ValueLayout.JAVA_BYTE);
    }

    int u8(long offset) {
        return Byte.toUnsignedInt(slice(offset, 1).segment.get(ValueLayout.JAVA_BYTE, 0));
    }

    int u16(long offset) {
        return Short.toUnsignedInt(slice(offset, 2).segment.get(U16, 0));
    }

    long u32(long offset) {
        return Integer.toUnsignedLong(slice(offset, 4).segment.get(U32, 0));
    }

    /** Reads eight bytes; a number of 2^63 or more is bad input, since no file is that large. */
    long u64(long offset) {
        long number = slice(offset, 8).segment.get(U64, 0);
        if (number < 0) {
            throw bad("sizes and offsets below 2^63", Long.toUnsignedString(number), "the file is damaged");
        }
        return number;
    }

    /** Reads a part as UTF-8, strictly. */
    String utf8(long offset, long length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(copy(offset, length)))
                    .toString();
        } catch (CharacterCodingException e) {
            throw bad("text in UTF-8", "bytes that are not UTF-8 (" + Excerpt.of(e) + ")", "save it as UTF-8");
        }
    }

    /** Tells whether the bytes begin like this. */
    boolean startsWith(int... magic) {
        if (size() < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if (u8(i) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    /** Returns the bytes as a stream. */
    InputStream stream() {
        return new SegmentInputStream(segment);
    }
}
