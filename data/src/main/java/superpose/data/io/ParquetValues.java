package superpose.data.io;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import superpose.data.ElementType;

/**
 * Copies numbers from the rows of a query into memory, row after row, without an object for each.
 *
 * @param types what the columns hold
 * @param stored how the numbers are to be stored: their own type if they have one in common, else F32
 * @param into room for all numbers
 */
record ParquetValues(List<ElementType> types, ElementType stored, MemorySegment into) {

    /**
     * What came.
     *
     * @param numbers how many, the one for which there was no room included
     * @param nullNext whether a null came after them
     */
    record Copied(long numbers, boolean nullNext) {}

    /** Copies until the rows end, a null comes or there is no more room. */
    Copied copy(ResultSet rows) throws SQLException {
        MemorySegment one = MemorySegment.ofArray(new long[1]);
        long room = into.byteSize() / stored.bytes();
        long copied = 0;
        while (rows.next()) {
            for (int column = 0; column < types.size(); column++) {
                ElementType type = types.get(column);
                long offset = copied * stored.bytes();
                boolean inPlace = type == stored && copied < room;
                read(type, rows, column + 1, inPlace ? into : one, inPlace ? offset : 0);
                if (rows.wasNull()) {
                    return new Copied(copied, true);
                }
                if (copied == room) {
                    return new Copied(copied + 1, false);
                }
                if (!inPlace) {
                    into.set(ValueLayout.JAVA_FLOAT_UNALIGNED, offset, type.read(one, 0, ByteOrder.nativeOrder()));
                }
                copied++;
            }
        }
        return new Copied(copied, false);
    }

    /** Puts a number somewhere into memory, in its own type. */
    private static void read(ElementType type, ResultSet rows, int column, MemorySegment memory, long offset)
            throws SQLException {
        switch (type) {
            case F32 -> memory.set(ValueLayout.JAVA_FLOAT_UNALIGNED, offset, rows.getFloat(column));
            case F64 -> memory.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, offset, rows.getDouble(column));
            default -> {
                long number = rows.getLong(column);
                switch (type.bytes()) {
                    case Byte.BYTES -> memory.set(ValueLayout.JAVA_BYTE, offset, (byte) number);
                    case Short.BYTES -> memory.set(ValueLayout.JAVA_SHORT_UNALIGNED, offset, (short) number);
                    case Integer.BYTES -> memory.set(ValueLayout.JAVA_INT_UNALIGNED, offset, (int) number);
                    default -> memory.set(ValueLayout.JAVA_LONG_UNALIGNED, offset, number);
                }
            }
        }
    }
}
