package superpose.data.io;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import superpose.data.ElementType;

/**
 * The idx format of the MNIST digits, plain or packed with gzip.
 *
 * <p>Images are flattened: the shape is [samples] or [samples, values of one sample], whatever the number of axes.
 *
 * <p>Source: LeCun, Cortes and Burges (1998), "The MNIST database of handwritten digits", section "File formats".
 */
public final class IdxFile {

    private static final int PREFIX = 4 + 4 * ArrayFormat.MOST_AXES;

    private static final Map<Integer, ElementType> TYPES = Map.of(
            0x08, ElementType.U8,
            0x09, ElementType.I8,
            0x0B, ElementType.I16,
            0x0C, ElementType.I32,
            0x0D, ElementType.F32,
            0x0E, ElementType.F64);

    private record Header(ArrayFormat format, long size) {
        long fileSize() {
            return size + format.bytes();
        }
    }

    private IdxFile() {}

    /**
     * Opens a file; packed values are unpacked each time they are asked for.
     *
     * @throws superpose.data.BadInputException if it is no idx file, or its size is not what its header says
     */
    public static StoredArray read(Path file) {
        return read(FileNames.stem(file), FileBytes.map(file));
    }

    static StoredArray read(String name, FileBytes bytes) {
        if (!isPacked(bytes)) {
            Header header = header(bytes);
            bytes.require(
                    header.fileSize() == bytes.size(),
                    header.fileSize() + " bytes",
                    bytes.size(),
                    "the file is cut short or damaged");
            return array(name, bytes, header, bytes::segment);
        }
        Header header = header(Packing.GZIP.prefix(bytes, PREFIX));
        Packing.GZIP.requirePossible(bytes, header.fileSize());
        return array(name, bytes, header, () -> MemorySegment.ofArray(Packing.GZIP.whole(bytes, header.fileSize())));
    }

    private static StoredArray array(String name, FileBytes bytes, Header header, Supplier<MemorySegment> whole) {
        return StoredArray.inFile(
                name, bytes.origin(), header.format, () -> whole.get().asSlice(header.size));
    }

    static boolean isPacked(FileBytes bytes) {
        return bytes.startsWith(0x1F, 0x8B);
    }

    static boolean startsLike(FileBytes bytes) {
        return bytes.size() >= 4 && bytes.startsWith(0, 0) && TYPES.containsKey(bytes.u8(2)) && bytes.u8(3) > 0;
    }

    private static Header header(FileBytes bytes) {
        bytes.require(startsLike(bytes), "an idx header", "other bytes", "unpack it, or write it as npy");
        int rank = bytes.u8(3);
        bytes.require(rank <= ArrayFormat.MOST_AXES, "at most 64 axes", rank, "the file is damaged");
        List<Long> sizes = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            sizes.add(Integer.toUnsignedLong(Integer.reverseBytes((int) bytes.u32(4 + 4L * axis))));
        }
        bytes.require(
                ArrayFormat.product(sizes).isPresent(), ArrayFormat.POSSIBLE_SHAPE, sizes, "the header is damaged");
        List<Long> shape = rank == 1
                ? sizes
                : List.of(
                        sizes.getFirst(),
                        ArrayFormat.product(sizes.subList(1, rank)).orElseThrow());
        ElementType type = TYPES.get(bytes.u8(2));
        if (type == null) {
            throw bytes.bad("a known idx type", bytes.u8(2), "write it as npy");
        }
        var format = new ArrayFormat(StoredType.of(type), shape, ByteOrder.BIG_ENDIAN, ArrayFormat.Axes.ROW_MAJOR);
        return new Header(format, 4 + 4L * rank);
    }
}
