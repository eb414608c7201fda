package superpose.data.io;

import java.util.Map;
import java.util.Optional;
import superpose.data.ElementType;

/**
 * A column of a Parquet file.
 *
 * @param type as DuckDB names it: {@code FLOAT}, {@code FLOAT[]} for lists, {@code DECIMAL(9,2)}, {@code VARCHAR}
 */
record ParquetColumn(String name, String type) {

    private static final String LIST = "[]";

    /** Parquet's 16-bit floats come as FLOAT. */
    private static final Map<String, ElementType> NUMBERS = Map.ofEntries(
            Map.entry("BOOLEAN", ElementType.BOOL),
            Map.entry("UTINYINT", ElementType.U8),
            Map.entry("TINYINT", ElementType.I8),
            Map.entry("USMALLINT", ElementType.U16),
            Map.entry("SMALLINT", ElementType.I16),
            Map.entry("UINTEGER", ElementType.U32),
            Map.entry("INTEGER", ElementType.I32),
            Map.entry("FLOAT", ElementType.F32),
            Map.entry("UBIGINT", ElementType.U64),
            Map.entry("BIGINT", ElementType.I64),
            Map.entry("DOUBLE", ElementType.F64));

    boolean isList() {
        return type.endsWith(LIST);
    }

    /** Returns how the numbers of this column, or of its lists, are read; nothing when it has no numbers. */
    Optional<ElementType> numbers() {
        String one = isList() ? type.substring(0, type.length() - LIST.length()) : type;
        boolean decimal = one.startsWith("DECIMAL(") && one.endsWith(")");
        return Optional.ofNullable(decimal ? ElementType.F64 : NUMBERS.get(one));
    }

    /** Tells whether pandas wrote it as the index of the rows, under a name of its own making. */
    boolean isRowIndex() {
        return name.matches("__index_level_\\d+__");
    }

    /** Returns the name as SQL writes it. */
    String quoted() {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Returns the SQL for a number of a type as DOUBLE, FLOAT or the BIGINT whose low bits are those of the number. */
    static String asPlainNumber(ElementType type, String sql) {
        return switch (type) {
            case F32 -> sql;
            case F64 -> sql + "::DOUBLE";
            case U64 ->
                "(" + sql + "::HUGEINT - CASE WHEN " + sql
                        + " > 9223372036854775807 THEN 18446744073709551616 ELSE 0 END)::BIGINT";
            default -> sql + "::BIGINT";
        };
    }
}
