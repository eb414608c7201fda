package superpose.data;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/** Where the values of a {@link Matrix} lie; rows and columns are checked by the matrix. */
sealed interface MatrixValues {

    ElementType type();

    float get(int row, int column);

    /** Copies the first {@code columns} values of a row. */
    void copyRow(int row, int columns, float[] into, int offset);

    /** Returns the values from a row on, without copying them. */
    MatrixValues from(int row);

    /**
     * Values at equal distances in one segment.
     *
     * @param segment not copied
     * @param type how an element is stored
     * @param order byte order of an element
     * @param rowStride distance between neighbouring rows, in elements
     * @param columnStride distance between neighbouring columns, in elements
     */
    record Strided(MemorySegment segment, ElementType type, ByteOrder order, long rowStride, long columnStride)
            implements MatrixValues {

        @Override
        public float get(int row, int column) {
            return type.read(segment, (row * rowStride + column * columnStride) * type.bytes(), order);
        }

        @Override
        public void copyRow(int row, int columns, float[] into, int offset) {
            long start = row * rowStride * type.bytes();
            if (type == ElementType.F32 && order == ByteOrder.nativeOrder() && columnStride == 1) {
                MemorySegment.copy(segment, ValueLayout.JAVA_FLOAT_UNALIGNED, start, into, offset, columns);
                return;
            }
            long step = columnStride * type.bytes();
            for (int column = 0; column < columns; column++) {
                into[offset + column] = type.read(segment, start + column * step, order);
            }
        }

        @Override
        public Strided from(int row) {
            long start = Math.min(row * rowStride * type.bytes(), segment.byteSize());
            return new Strided(segment.asSlice(start), type, order, rowStride, columnStride);
        }
    }

    /** Some rows of a matrix, in any order. */
    final class Chosen implements MatrixValues {

        private final Matrix matrix;
        private final int[] rows;

        /** How many of the rows are left out at the beginning. */
        private final int skipped;

        Chosen(Matrix matrix, int[] rows, int skipped) {
            this.matrix = matrix;
            this.rows = rows;
            this.skipped = skipped;
        }

        @Override
        public ElementType type() {
            return matrix.storedAs();
        }

        @Override
        public float get(int row, int column) {
            return matrix.get(rows[row + skipped], column);
        }

        @Override
        public void copyRow(int row, int columns, float[] into, int offset) {
            matrix.copyRow(rows[row + skipped], into, offset);
        }

        @Override
        public Chosen from(int row) {
            return new Chosen(matrix, rows, skipped + row);
        }
    }

    /** Some columns of a matrix, in any order. */
    final class ChosenColumns implements MatrixValues {

        /** Reading a value by itself takes about as long as so many in a row. */
        private static final int WORTH_A_ROW = 32;

        private final Matrix matrix;
        private final int[] chosen;

        /** How many of the rows are left out at the beginning. */
        private final int skipped;

        ChosenColumns(Matrix matrix, int[] chosen, int skipped) {
            this.matrix = matrix;
            this.chosen = chosen;
            this.skipped = skipped;
        }

        @Override
        public ElementType type() {
            return matrix.storedAs();
        }

        @Override
        public float get(int row, int column) {
            return matrix.get(row + skipped, chosen[column]);
        }

        @Override
        public void copyRow(int row, int columns, float[] into, int offset) {
            if (columns < matrix.columns() / WORTH_A_ROW) {
                for (int column = 0; column < columns; column++) {
                    into[offset + column] = matrix.get(row + skipped, chosen[column]);
                }
                return;
            }
            float[] all = matrix.row(row + skipped);
            for (int column = 0; column < columns; column++) {
                into[offset + column] = all[chosen[column]];
            }
        }

        @Override
        public ChosenColumns from(int row) {
            return new ChosenColumns(matrix, chosen, skipped + row);
        }
    }

    /** Matrices one below the other. */
    final class Stacked implements MatrixValues {

        private final Matrix[] parts;

        private final ConsecutiveParts rows;

        /** How many rows of the first part are left out. */
        private final int skipped;

        private Stacked(Matrix[] parts, ConsecutiveParts rows, int skipped) {
            this.parts = parts;
            this.rows = rows;
            this.skipped = skipped;
        }

        /** Stacks matrices with at least one row each and at most 2^31 - 1 in all. */
        static Stacked of(List<Matrix> parts) {
            long[] rows = parts.stream().mapToLong(Matrix::rows).toArray();
            return new Stacked(parts.toArray(Matrix[]::new), ConsecutiveParts.of(rows), 0);
        }

        @Override
        public ElementType type() {
            return parts[0].storedAs();
        }

        @Override
        public float get(int row, int column) {
            int part = rows.partOf(row + skipped);
            return parts[part].get(rowIn(part, row), column);
        }

        @Override
        public void copyRow(int row, int columns, float[] into, int offset) {
            int part = rows.partOf(row + skipped);
            parts[part].copyRow(rowIn(part, row), into, offset);
        }

        @Override
        public Stacked from(int row) {
            return new Stacked(parts, rows, skipped + row);
        }

        private int rowIn(int part, int row) {
            return (int) (row + skipped - rows.start(part));
        }
    }
}
