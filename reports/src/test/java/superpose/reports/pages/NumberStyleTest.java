package superpose.reports.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;

final class NumberStyleTest {

    @Test
    void wholeNumbersHaveNoPoint() {
        assertEquals("1\u202F024", show(1024, 2));
    }

    @Test
    void aColumnSharesItsDecimals() {
        assertEquals("0.5000", show(0.5, 0.12345));
        assertEquals("12.50", show(12.5, 99.999));
    }

    @Test
    void tinyNumbersKeepTheirDigits() {
        assertEquals("1.23 × 10⁻⁷", show(1.234e-7, 0.5));
        assertEquals("\u22121.23 × 10⁻⁷", show(-1.234e-7, 0.5));
    }

    @Test
    void zeroIsZeroAndMissingIsADash() {
        assertEquals("0.0000", show(0, 0.5));
        assertEquals("–", new NumberStyle(2).show(Double.NaN));
        assertEquals("\u2212∞", new NumberStyle(2).show(Double.NEGATIVE_INFINITY));
    }

    private static String show(double value, double neighbour) {
        return NumberStyle.of(DoubleColumn.create("x", value, neighbour)).show(value);
    }
}
