package superpose.data.io;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * How bytes are packed, and how they are unpacked without trusting what they say of themselves.
 *
 * <p>Whoever unpacks says how much there must be; memory is taken for that much only, and only if so much can come out of so
 * few packed bytes at all and fits into half of the heap.
 */
enum Packing {
    /** A bare deflate stream, as in a zip archive (RFC 1951). */
    DEFLATE {
        @Override
        InputStream open(InputStream packed) {
            Inflater inflater = new Inflater(true);
            // The stream does not end an inflater that was handed to it.
            return new FilterInputStream(new InflaterInputStream(packed, inflater)) {
                @Override
                public void close() throws IOException {
                    inflater.end();
                    super.close();
                }
            };
        }
    },
    /** A gzip file (RFC 1952). */
    GZIP {
        @Override
        InputStream open(InputStream packed) throws IOException {
            return new GZIPInputStream(packed);
        }
    };

    /** Deflate makes at most 258 bytes out of two bits: no more than 1,032 for one. */
    private static final long LARGEST_RATIO = 1032;

    private static final long LARGEST_ARRAY = Integer.MAX_VALUE - 16L;

    abstract InputStream open(InputStream packed) throws IOException;

    /** Unpacks the first bytes, or all where there are fewer. */
    FileBytes prefix(FileBytes packed, long length) {
        try (InputStream in = open(packed.stream())) {
            byte[] first = in.readNBytes((int) Math.min(length, LARGEST_ARRAY));
            return new FileBytes(packed.origin(), MemorySegment.ofArray(first));
        } catch (IOException e) {
            throw damaged(packed, e);
        }
    }

    /** Unpacks all bytes, of which there must be exactly as many as said. */
    byte[] whole(FileBytes packed, long length) {
        requirePossible(packed, length);
        long limit = Math.min(LARGEST_ARRAY, Runtime.getRuntime().maxMemory() / 2);
        packed.require(
                length <= limit,
                "at most " + limit + " unpacked bytes in a packed array",
                length,
                "store the array unpacked (numpy.savez), so that it can be memory-mapped");
        try (InputStream in = open(packed.stream())) {
            byte[] content = new byte[(int) length];
            int read = in.readNBytes(content, 0, content.length);
            packed.require(
                    read == length && in.read() < 0,
                    length + " unpacked bytes",
                    read == length ? "more" : read,
                    "the file is damaged: write it again");
            return content;
        } catch (IOException e) {
            throw damaged(packed, e);
        }
    }

    /** Checks that so many bytes can be packed into these. */
    void requirePossible(FileBytes packed, long length) {
        packed.require(
                length / LARGEST_RATIO <= packed.size(),
                "at most " + LARGEST_RATIO + " unpacked bytes for each packed one",
                length + " said to be in " + packed.size(),
                "the file is damaged or made to fill the memory: do not use it");
    }

    private static RuntimeException damaged(FileBytes packed, IOException cause) {
        return packed.bad("packed data that can be unpacked", cause, "the file is damaged: write or download it again");
    }
}
