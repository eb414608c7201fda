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
                read(type, rows, column + 1, one);
                if (rows.wasNull()) {
                    return new Copied(copied, true);
                }
                if (copied == room) {
                    return new Copied(copied + 1, false);
                }
                long offset = copied * stored.bytes();
                if (type == stored) {
                    MemorySegment.copy(one, 0, into, offset, type.bytes());
                } else {
                    into.set(ValueLayout.JAVA_FLOAT_UNALIGNED, offset, type.read(one, 0, ByteOrder.nativeOrder()));
                }
                copied++;
            }
        }
        return new Copied(copied, false);
    }

    /** Puts a number at the beginning of a piece of memory, in its own type. */
    private static void read(ElementType type, ResultSet rows, int column, MemorySegment one) throws SQLException {
        switch (type) {
            case F32 -> one.set(ValueLayout.JAVA_FLOAT_UNALIGNED, 0, rows.getFloat(column));
            case F64 -> one.set(ValueLayout.JAVA_DOUBLE_UNALIGNED, 0, rows.getDouble(column));
            default -> {
                long number = rows.getLong(column);
                switch (type.bytes()) {
                    case Byte.BYTES -> one.set(ValueLayout.JAVA_BYTE, 0, (byte) number);
                    case Short.BYTES -> one.set(ValueLayout.JAVA_SHORT_UNALIGNED, 0, (short) number);
                    case Integer.BYTES -> one.set(ValueLayout.JAVA_INT_UNALIGNED, 0, (int) number);
                    default -> one.set(ValueLayout.JAVA_LONG_UNALIGNED, 0, number);
                }
            }
        }
    }
}
