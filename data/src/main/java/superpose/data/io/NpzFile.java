package superpose.data.io;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * numpy's archive of named arrays, {@code .npz}: a zip archive of npy files, stored or deflated.
 *
 * <p>Stored arrays are used where they lie in the mapped file; their checksums are not verified, since that would read the
 * whole file. Deflated arrays are unpacked, and verified, each time they are asked for.
 */
public final class NpzFile {

    private static final String SUFFIX = ".npy";

    /** The earliest date a zip archive can hold; a fixed one keeps the files reproducible. */
    private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

    private NpzFile() {}

    /**
     * Lists the arrays of an archive in its order; entries that are no npy files are passed over.
     *
     * @throws superpose.data.BadInputException if the archive or one of its npy headers is damaged or lies about sizes
     */
    public static List<StoredArray> read(Path file) {
        return read(FileBytes.map(file));
    }

    static List<StoredArray> read(FileBytes bytes) {
        List<ZipDirectory.Entry> entries = ZipDirectory.read(bytes);
        List<StoredArray> arrays = new ArrayList<>();
        for (ZipDirectory.Entry entry : entries) {
            if (entry.name().endsWith(SUFFIX)) {
                arrays.add(entry.packing()
                        .map(packing -> packed(entry, packing))
                        .orElseGet(() -> NpyFile.read(arrayName(entry), named(entry))));
            }
        }
        bytes.require(
                !arrays.isEmpty(),
                "an archive of npy files",
                entries.isEmpty()
                        ? "an empty one"
                        : "one that begins with " + entries.getFirst().name(),
                "write the arrays with numpy.savez or as safetensors");
        return List.copyOf(arrays);
    }

    private static String arrayName(ZipDirectory.Entry entry) {
        return entry.name().substring(0, entry.name().length() - SUFFIX.length());
    }

    private static FileBytes named(ZipDirectory.Entry entry) {
        return new FileBytes(
                entry.data().origin() + ":" + Excerpt.of(arrayName(entry)),
                entry.data().segment());
    }

    private static StoredArray packed(ZipDirectory.Entry entry, Packing packing) {
        FileBytes packed = named(entry);
        packing.requirePossible(packed, entry.size());
        FileBytes prefix = packing.prefix(packed, NpyHeader.PREFIX);
        NpyHeader header = NpyHeader.parse(packing.prefix(packed, NpyHeader.sizeOf(prefix)));
        packed.require(
                header.fileSize() < 0 || header.fileSize() == entry.size(),
                header.fileSize() + " bytes, as the npy header says",
                entry.size() + ", as the archive says",
                "the file is damaged: write it again");
        return StoredArray.inFile(
                arrayName(entry),
                packed.origin(),
                header.format(),
                () -> unpacked(entry, packing).asSlice(header.size()));
    }

    private static MemorySegment unpacked(ZipDirectory.Entry entry, Packing packing) {
        FileBytes packed = named(entry);
        byte[] content = packing.whole(packed, entry.size());
        CRC32 checksum = new CRC32();
        checksum.update(content);
        packed.require(
                checksum.getValue() == entry.checksum(),
                "the checksum " + entry.checksum(),
                checksum.getValue(),
                "the file is damaged: write or download it again");
        return MemorySegment.ofArray(content);
    }

    /**
     * Writes arrays as float32, stored; the same arrays give the same bytes.
     *
     * @param arrays with different names
     */
    public static void write(Path file, List<StoredArray> arrays) {
        StoredArray.requireDifferentNames(arrays);
        AtomicFile.write(file, out -> {
            ZipOutputStream zip = new ZipOutputStream(out);
            for (StoredArray array : arrays) {
                write(zip, array);
            }
            zip.finish();
        });
    }

    /** A stored entry must tell its checksum before its data, so the values are gone through twice. */
    private static void write(ZipOutputStream zip, StoredArray array) throws IOException {
        CRC32 checksum = new CRC32();
        NpyFile.write(new CheckedOutputStream(OutputStream.nullOutputStream(), checksum), array);
        ZipEntry entry = new ZipEntry(array.name() + SUFFIX);
        entry.setMethod(ZipEntry.STORED);
        entry.setTimeLocal(DATE);
        entry.setCrc(checksum.getValue());
        entry.setSize(NpyFile.header(array.shape()).length
                + ArrayFormat.float32(array.shape()).bytes());
        zip.putNextEntry(entry);
        NpyFile.write(zip, array);
        zip.closeEntry();
    }
}
