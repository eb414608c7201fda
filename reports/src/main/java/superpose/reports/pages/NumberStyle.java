package superpose.reports.pages;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tech.tablesaw.api.NumericColumn;

/**
 * How the numbers of a column are written: all with the same number of decimals, so that they can be compared by eye.
 *
 * <p>The largest of them keeps four significant digits. A number too small or too large for that is written with a power of
 * ten.
 *
 * @param decimals digits after the point, 0 for whole numbers
 */
record NumberStyle(int decimals) {

    private static final int SIGNIFICANT = 4;
    private static final int MOST_DECIMALS = 6;
    private static final double HUGE = 1e9;
    private static final String MINUS = "\u2212";

    /** Chooses the style that suits a column. */
    static NumberStyle of(NumericColumn<?> column) {
        return of(IntStream.range(0, column.size())
                .filter(row -> !column.isMissing(row))
                .mapToDouble(column::getDouble)
                .toArray());
    }

    /** Chooses the style that suits numbers. */
    static NumberStyle of(double... numbers) {
        double[] values = DoubleStream.of(numbers).filter(Double::isFinite).toArray();
        if (DoubleStream.of(values).allMatch(value -> value == Math.rint(value))) {
            return new NumberStyle(0);
        }
        double largest = DoubleStream.of(values).map(Math::abs).max().orElse(0);
        int leading = (int) Math.floor(Math.log10(largest));
        return new NumberStyle(Math.clamp(SIGNIFICANT - 1 - leading, 1, MOST_DECIMALS));
    }

    /** Returns a number as a reader sees it. */
    String show(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "∞" : MINUS + "∞";
        }
        if (Math.abs(value) >= HUGE || (decimals > 0 && isLost(value))) {
            return powerOfTen(value);
        }
        return plain(value);
    }

    private String plain(double value) {
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return String.format(Locale.ROOT, "%,." + decimals + "f", rounded)
                .replace("-", MINUS)
                .replace(",", "\u202F");
    }

    /** Returns a number with as many decimals as the others, be it that none of its digits are left. */
    String showRounded(double value) {
        boolean gone = Math.abs(value) < 0.5 * Math.pow(10, -decimals);
        return gone ? show(0) : decimals > 0 && isLost(value) ? plain(value) : show(value);
    }

    /** Fewer than two digits would be left of the number. */
    private boolean isLost(double value) {
        return value != 0 && Math.abs(value) < 9.5 * Math.pow(10, -decimals);
    }

    private static String powerOfTen(double value) {
        int power = (int) Math.floor(Math.log10(Math.abs(value)));
        BigDecimal lead = new BigDecimal(value).scaleByPowerOfTen(-power).round(new MathContext(3));
        return (lead.toPlainString() + " × 10" + raised(power)).replace("-", MINUS);
    }

    private static String raised(int power) {
        String digits = "⁰¹²³⁴⁵⁶⁷⁸⁹";
        StringBuilder raised = new StringBuilder();
        for (char letter : Integer.toString(power).toCharArray()) {
            raised.append(letter == '-' ? '⁻' : digits.charAt(letter - '0'));
        }
        return raised.toString();
    }
}
