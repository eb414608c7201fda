package superpose.data.io;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The table of contents of a zip archive, with zip64, read so that every entry can be used where it lies in the file.
 *
 * <p>Refused are encrypted entries, other methods than stored and deflated, entries that share a name or bytes, and archives
 * in several parts.
 *
 * <p>Source: PKWARE, "APPNOTE.TXT - .ZIP File Format Specification", sections 4.3 and 4.5.3.
 */
final class ZipDirectory {

    private static final int MOST_ENTRIES = 100_000;
    private static final long UNKNOWN_32 = 0xFFFFFFFFL;
    private static final int UNKNOWN_16 = 0xFFFF;

    private static final int END = 0x06054B50;
    private static final int END_SIZE = 22;
    private static final int LONGEST_COMMENT = 0xFFFF;
    private static final int END_64_LOCATOR = 0x07064B50;
    private static final int END_64_LOCATOR_SIZE = 20;
    private static final int END_64 = 0x06064B50;
    private static final int CENTRAL = 0x02014B50;
    private static final int CENTRAL_SIZE = 46;
    private static final int LOCAL = 0x04034B50;
    private static final int LOCAL_SIZE = 30;
    private static final int STORED = 0;
    private static final int DEFLATED = 8;
    private static final int ENCRYPTED = 1;
    private static final int ZIP64_EXTRA = 1;

    private final FileBytes bytes;

    /**
     * One entry.
     *
     * @param packing how the data are packed, or nothing when they are stored plainly
     * @param size number of bytes when unpacked, as the archive says
     * @param checksum CRC-32 of the unpacked bytes, as the archive says
     * @param data the bytes in the archive
     */
    record Entry(String name, Optional<Packing> packing, long size, long checksum, FileBytes data) {}

    private record End(long entries, long offset) {}

    private record Region(long from, long to) {}

    /** Sizes and place of an entry as its record in the directory tells them. */
    private record Extent(long size, long packed, long offset) {}

    private ZipDirectory(FileBytes bytes) {
        this.bytes = bytes;
    }

    static boolean startsLike(FileBytes bytes) {
        return bytes.startsWith('P', 'K', 3, 4) || bytes.startsWith('P', 'K', 5, 6);
    }

    /** Returns the entries in the order of the directory. */
    static List<Entry> read(FileBytes bytes) {
        return new ZipDirectory(bytes).entries();
    }

    private List<Entry> entries() {
        End end = end();
        bytes.require(end.entries <= MOST_ENTRIES, "at most " + MOST_ENTRIES + " entries", end.entries, "split it");
        List<Entry> entries = new ArrayList<>();
        List<Region> used = new ArrayList<>();
        Set<String> names = new HashSet<>();
        long offset = end.offset;
        for (long i = 0; i < end.entries; i++) {
            requireSignature(offset, CENTRAL, "an entry of the zip directory");
            Entry entry = entry(offset, used);
            bytes.require(names.add(entry.name), "one entry for each name", "two of " + entry.name, "write it again");
            entries.add(entry);
            offset += centralSize(offset);
        }
        used.add(new Region(end.offset, offset));
        requireDisjoint(used);
        return entries;
    }

    private End end() {
        long last = bytes.size() - END_SIZE;
        for (long at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--) {
            if (bytes.u32(at) == END && at + END_SIZE + bytes.u16(at + 20) == bytes.size()) {
                return end(at);
            }
        }
        throw bytes.bad("the end record of a zip archive", "none", "the file is cut short: write or download it again");
    }

    private End end(long at) {
        bytes.require(bytes.u16(at + 4) == bytes.u16(at + 6), "a zip archive in one part", "several", "join the parts");
        End end = new End(bytes.u16(at + 10), bytes.u32(at + 16));
        boolean zip64 = end.entries == UNKNOWN_16 || bytes.u32(at + 12) == UNKNOWN_32 || end.offset == UNKNOWN_32;
        long locator = at - END_64_LOCATOR_SIZE;
        if (!zip64 || locator < 0 || bytes.u32(locator) != END_64_LOCATOR) {
            return end;
        }
        long end64 = bytes.u64(locator + 8);
        requireSignature(end64, END_64, "the zip64 end record");
        return new End(bytes.u64(end64 + 32), bytes.u64(end64 + 48));
    }

    private void requireSignature(long offset, int signature, String what) {
        bytes.require(
                bytes.slice(offset, 4).u32(0) == signature,
                what + " at byte " + offset,
                "other bytes",
                "the file is damaged: write or download it again");
    }

    private long centralSize(long at) {
        return CENTRAL_SIZE + (long) bytes.u16(at + 28) + bytes.u16(at + 30) + bytes.u16(at + 32);
    }

    private Entry entry(long at, List<Region> used) {
        bytes.slice(at, centralSize(at));
        String name = bytes.utf8(at + CENTRAL_SIZE, bytes.u16(at + 28));
        bytes.require((bytes.u16(at + 8) & ENCRYPTED) == 0, "entries that are not encrypted", name, "decrypt it");
        int method = bytes.u16(at + 10);
        bytes.require(
                method == STORED || method == DEFLATED,
                "stored or deflated entries",
                "method " + method + " for " + name,
                "write it with numpy.savez");
        Extent extent = extent(at);
        bytes.require(
                method == DEFLATED || extent.packed == extent.size,
                "one size for the stored entry " + Excerpt.of(name),
                extent.packed + " and " + extent.size,
                "the file is damaged");
        Optional<Packing> packing = method == DEFLATED ? Optional.of(Packing.DEFLATE) : Optional.empty();
        return new Entry(name, packing, extent.size, bytes.u32(at + 16), data(name, extent, used));
    }

    /** Reads sizes and offset; those that do not fit into 32 bits stand in the zip64 field, in this order. */
    private Extent extent(long at) {
        long[] numbers = {bytes.u32(at + 24), bytes.u32(at + 20), bytes.u32(at + 42)};
        long extra = at + CENTRAL_SIZE + bytes.u16(at + 28);
        long extraEnd = extra + bytes.u16(at + 30);
        while (extra + 4 <= extraEnd) {
            long field = extra + 4;
            long fieldEnd = field + bytes.u16(extra + 2);
            bytes.require(fieldEnd <= extraEnd, "extra fields within their entry", "a longer one", "it is damaged");
            if (bytes.u16(extra) == ZIP64_EXTRA) {
                for (int i = 0; i < numbers.length; i++) {
                    if (numbers[i] == UNKNOWN_32 && field + Long.BYTES <= fieldEnd) {
                        numbers[i] = bytes.u64(field);
                        field += Long.BYTES;
                    }
                }
            }
            extra = fieldEnd;
        }
        return new Extent(numbers[0], numbers[1], numbers[2]);
    }

    private FileBytes data(String name, Extent extent, List<Region> used) {
        requireSignature(extent.offset, LOCAL, "the entry " + Excerpt.of(name));
        FileBytes local = bytes.slice(extent.offset, bytes.size() - extent.offset);
        int nameSize = local.u16(26);
        bytes.require(
                local.utf8(LOCAL_SIZE, nameSize).equals(name),
                "the name " + Excerpt.of(name) + " before its data",
                local.utf8(LOCAL_SIZE, nameSize),
                "the file is damaged");
        long start = (long) LOCAL_SIZE + nameSize + local.u16(28);
        FileBytes data = local.slice(start, extent.packed);
        used.add(new Region(extent.offset, extent.offset + start + extent.packed));
        return data;
    }

    private void requireDisjoint(List<Region> used) {
        used.sort(Comparator.comparingLong(Region::from));
        for (int i = 1; i < used.size(); i++) {
            bytes.require(
                    used.get(i - 1).to <= used.get(i).from,
                    "entries that do not overlap",
                    "overlapping ones at byte " + used.get(i).from,
                    "the file is damaged or made to fill the memory: do not use it");
        }
    }
}
