package superpose.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/** How one number of a matrix is stored; every type is read as float32, rounding to nearest where it holds more. */
public enum ElementType {
    BOOL(1),
    U8(1),
    I8(1),
    U16(2),
    I16(2),
    F16(2),
    BF16(2),
    U32(4),
    I32(4),
    F32(4),
    U64(8),
    I64(8),
    F64(8);

    private final int bytes;

    ElementType(int bytes) {
        this.bytes = bytes;
    }

    /** Returns the size of one number in bytes. */
    public int bytes() {
        return bytes;
    }

    /**
     * Reads one number as float32.
     *
     * @param segment the bytes
     * @param offset where the number starts, in bytes
     * @param order the byte order of the stored number
     */
    public float read(MemorySegment segment, long offset, ByteOrder order) {
        return switch (this) {
            case BOOL -> segment.get(ValueLayout.JAVA_BYTE, offset) == 0 ? 0f : 1f;
            case U8 -> Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, offset));
            case I8 -> segment.get(ValueLayout.JAVA_BYTE, offset);
            case U16 -> Short.toUnsignedInt(shortAt(segment, offset, order));
            case I16 -> shortAt(segment, offset, order);
            case F16 -> Float.float16ToFloat(shortAt(segment, offset, order));
            case BF16 -> Float.intBitsToFloat(shortAt(segment, offset, order) << 16);
            case U32 -> Integer.toUnsignedLong(intAt(segment, offset, order));
            case I32 -> intAt(segment, offset, order);
            case F32 -> Float.intBitsToFloat(intAt(segment, offset, order));
            case U64 -> unsignedToFloat(longAt(segment, offset, order));
            case I64 -> longAt(segment, offset, order);
            case F64 -> (float) Double.longBitsToDouble(longAt(segment, offset, order));
        };
    }

    /** Returns how many bits a whole number with a sign needs to hold every value; more than 64 where none is enough. */
    public int wholeBits() {
        return switch (this) {
            case I8, I16, I32, I64 -> bytes * Byte.SIZE;
            case U8, U16, U32 -> bytes * Byte.SIZE + 1;
            case BOOL, F16, BF16, F32, U64, F64 -> Integer.MAX_VALUE;
        };
    }

    /**
     * Reads one whole number exactly.
     *
     * @param segment the bytes
     * @param offset where the number starts, in bytes
     * @param order the byte order of the stored number
     * @throws BadInputException if the type is not one of whole numbers that fit into 64 bits with a sign
     */
    public long readWhole(MemorySegment segment, long offset, ByteOrder order) {
        return switch (this) {
            case U8 -> Byte.toUnsignedInt(segment.get(ValueLayout.JAVA_BYTE, offset));
            case I8 -> segment.get(ValueLayout.JAVA_BYTE, offset);
            case U16 -> Short.toUnsignedInt(shortAt(segment, offset, order));
            case I16 -> shortAt(segment, offset, order);
            case U32 -> Integer.toUnsignedLong(intAt(segment, offset, order));
            case I32 -> intAt(segment, offset, order);
            case I64 -> longAt(segment, offset, order);
            case BOOL, F16, BF16, F32, U64, F64 ->
                throw new BadInputException(
                        "whole numbers of at most 64 bits with a sign", this, "write them as I32 or I64");
        };
    }

    private static short shortAt(MemorySegment segment, long offset, ByteOrder order) {
        short native16 = segment.get(ValueLayout.JAVA_SHORT_UNALIGNED, offset);
        return order == ByteOrder.nativeOrder() ? native16 : Short.reverseBytes(native16);
    }

    private static int intAt(MemorySegment segment, long offset, ByteOrder order) {
        int native32 = segment.get(ValueLayout.JAVA_INT_UNALIGNED, offset);
        return order == ByteOrder.nativeOrder() ? native32 : Integer.reverseBytes(native32);
    }

    private static long longAt(MemorySegment segment, long offset, ByteOrder order) {
        long native64 = segment.get(ValueLayout.JAVA_LONG_UNALIGNED, offset);
        return order == ByteOrder.nativeOrder() ? native64 : Long.reverseBytes(native64);
    }

    private static float unsignedToFloat(long bits) {
        if (bits >= 0) {
            return bits;
        }
        // Halve with the lost bit kept sticky, so that the rounding of the conversion stays to nearest.
        return 2f * ((bits >>> 1) | (bits & 1));
    }
}
