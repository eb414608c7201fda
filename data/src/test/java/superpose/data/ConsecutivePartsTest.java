package superpose.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Parts are found as by walking over them. */
class ConsecutivePartsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 7, 16, 33})
    void everyRowLiesInThePartThatAWalkFinds(int count) {
        for (int seed = 0; seed < 20; seed++) {
            RandomGenerator random = new Seed(seed).generator();
            long[] rows = random.longs(count, 0, 4).toArray();
            ConsecutiveParts parts = ConsecutiveParts.of(rows);
            assertEquals(count, parts.count());
            assertEquals(Arrays.stream(rows).sum(), parts.rows());
            long row = 0;
            for (int part = 0; part < count; part++) {
                assertEquals(row, parts.start(part));
                assertEquals(rows[part], parts.rows(part));
                for (long i = 0; i < rows[part]; i++, row++) {
                    assertEquals(part, parts.partOf(row));
                }
            }
            assertEquals(row, parts.start(count));
        }
    }

    @Test
    void partsMayBeLargerThanAnyArray() {
        ConsecutiveParts parts = ConsecutiveParts.of(1L << 40, 0, 1L << 40);
        assertEquals(0, parts.partOf((1L << 40) - 1));
        assertEquals(2, parts.partOf(1L << 40));
        assertThrows(ArithmeticException.class, () -> ConsecutiveParts.of(Long.MAX_VALUE, 1));
    }
}
