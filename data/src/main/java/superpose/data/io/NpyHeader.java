package superpose.data.io;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import superpose.data.ElementType;

/**
 * What stands at the beginning of an npy file.
 *
 * <p>Source: NumPy Enhancement Proposal 1, "A Simple File Format for NumPy Arrays", versions 1 to 3.
 *
 * @param format how the values lie
 * @param size length of the header in bytes; the values begin there
 */
record NpyHeader(ArrayFormat format, long size) {

    /** How many bytes tell the size of the header. */
    static final int PREFIX = 12;

    private static final int LONGEST = 1 << 20;
    private static final int[] MAGIC = {0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final Pattern NUMBER_TYPE = Pattern.compile("([<>|])([biufc])(1|2|4|8|16)");

    private static final Map<String, ElementType> TYPES = Map.ofEntries(
            Map.entry("b1", ElementType.BOOL),
            Map.entry("u1", ElementType.U8),
            Map.entry("i1", ElementType.I8),
            Map.entry("u2", ElementType.U16),
            Map.entry("i2", ElementType.I16),
            Map.entry("f2", ElementType.F16),
            Map.entry("u4", ElementType.U32),
            Map.entry("i4", ElementType.I32),
            Map.entry("f4", ElementType.F32),
            Map.entry("u8", ElementType.U64),
            Map.entry("i8", ElementType.I64),
            Map.entry("f8", ElementType.F64));

    static boolean startsLike(FileBytes bytes) {
        return bytes.startsWith(MAGIC);
    }

    /** Returns the header's length, from the first twelve bytes (or fewer, if the file has no more). */
    static long sizeOf(FileBytes bytes) {
        bytes.require(startsLike(bytes), "an npy header", "other bytes", "write it with numpy.save");
        int major = bytes.u8(6);
        bytes.require(major >= 1 && major <= 3, "npy version 1, 2 or 3", major, "write it with numpy.save");
        long size = major == 1 ? 10L + bytes.u16(8) : 12L + bytes.u32(8);
        bytes.require(size <= LONGEST, "an npy header of at most " + LONGEST + " bytes", size, "the file is damaged");
        return size;
    }

    /** Reads the header. */
    static NpyHeader parse(FileBytes bytes) {
        long size = sizeOf(bytes);
        int major = bytes.u8(6);
        int start = major == 1 ? 10 : 12;
        String text = major == 3
                ? bytes.utf8(start, size - start)
                : new String(bytes.copy(start, size - start), StandardCharsets.ISO_8859_1);
        Map<String, Object> entries = new NpyDictionary(bytes, text).parse();
        bytes.require(
                entries.keySet().equals(Set.of("descr", "fortran_order", "shape")),
                "an npy header with descr, fortran_order and shape",
                entries.keySet(),
                "write it with numpy.save");
        if (!(entries.get("descr") instanceof String descr
                && entries.get("fortran_order") instanceof Boolean columnMajor
                && entries.get("shape") instanceof NpyDictionary.Shape tuple)) {
            throw bytes.bad("an npy header with a text, a truth value and a tuple", text, "write it with numpy.save");
        }
        List<Long> shape = tuple.sizes();
        bytes.require(
                ArrayFormat.product(shape).isPresent(), ArrayFormat.POSSIBLE_SHAPE, shape, "the header is damaged");
        ArrayFormat.Axes axes = columnMajor ? ArrayFormat.Axes.COLUMN_MAJOR : ArrayFormat.Axes.ROW_MAJOR;
        return new NpyHeader(new ArrayFormat(typeOf(bytes, descr), shape, byteOrderOf(descr), axes), size);
    }

    private static ByteOrder byteOrderOf(String descr) {
        return descr.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    }

    /** Types of numpy that are no plain numbers (text, dates, objects) are known by name only. */
    private static StoredType typeOf(FileBytes bytes, String descr) {
        Matcher number = NUMBER_TYPE.matcher(descr);
        if (!number.matches()) {
            boolean plausible = descr.matches("[<>|][a-zA-Z].{0,40}");
            bytes.require(plausible, "a numpy type such as <f4", descr, "write it with numpy.save");
            return new StoredType(descr, 0);
        }
        int width = Integer.parseInt(number.group(3));
        bytes.require(
                width == 1 || !number.group(1).equals("|"),
                "a byte order for values of " + width + " bytes",
                descr,
                "write it with numpy.save");
        ElementType type = TYPES.get(number.group(2) + number.group(3));
        return type == null ? new StoredType(descr, width * Byte.SIZE) : StoredType.of(type);
    }

    /** Returns what the whole file's size must be, or -1 when the type's size is not known. */
    long fileSize() {
        return format.type().bits() == 0 ? -1 : size + format.bytes();
    }
}
