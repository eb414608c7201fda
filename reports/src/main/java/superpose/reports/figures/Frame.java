package superpose.reports.figures;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import superpose.data.Require;
import tech.tablesaw.plotly.components.Axis;
import tech.tablesaw.plotly.components.Axis.AutoRange;
import tech.tablesaw.plotly.components.Layout;
import tech.tablesaw.plotly.components.TickSettings;
import tech.tablesaw.plotly.components.TickSettings.TickMode;

/** The axes and the size of a chart; everything about looks is left to the page. */
record Frame(Axis x, Axis y, int height) {

    /** The height of a chart that has no reason for another, in CSS pixels. */
    static final int HEIGHT = 400;

    private static final MathContext FOUR_DIGITS = new MathContext(4);

    /** From here on powers of ten are enough ticks. */
    private static final double MANY_DECADES = 200;

    /** Returns the layout; plotly itself shows a legend where more than one trace has a name. */
    Layout layout() {
        return Layout.builder().autosize(true).height(height).xAxis(x).yAxis(y).build();
    }

    /** Returns an axis for numbers. */
    static Axis.AxisBuilder numeric(ChartAxis axis, PlotText words, double[] values) {
        Axis.AxisBuilder builder = Axis.builder().title(words.token(axis.title()));
        axis.span().ifPresent(span -> builder.range(span.low(), span.high()));
        if (!axis.isLogarithmic()) {
            return builder.type(Axis.Type.LINEAR);
        }
        for (double value : values) {
            Require.that(
                    Double.isNaN(value) || value > 0,
                    "numbers above 0 in column '" + axis.column() + "' for a logarithmic axis",
                    value,
                    "use a linear axis");
        }
        builder.type(Axis.Type.LOG);
        if (axis.scale() == Scale.LOG2) {
            return builder.tickSettings(ticksAt(distinct(values)));
        }
        double[] few = oneTwoFive(distinct(values));
        return few.length == 0 ? builder : builder.tickSettings(ticksAt(few));
    }

    /**
     * Returns the values 1, 2 and 5 of every decade within the given ones, in which powers of ten alone would label too few
     * places; none where the values span enough decades for those.
     */
    private static double[] oneTwoFive(double[] ascending) {
        if (ascending.length == 0 || ascending[ascending.length - 1] / ascending[0] > MANY_DECADES) {
            return new double[0];
        }
        double low = ascending[0] * (1 - 1e-9);
        double high = ascending[ascending.length - 1] * (1 + 1e-9);
        int first = (int) Math.floor(Math.log10(low));
        int last = (int) Math.ceil(Math.log10(high));
        return IntStream.rangeClosed(first, last)
                .mapToDouble(decade -> Math.pow(10, decade))
                .flatMap(power -> DoubleStream.of(power, 2 * power, 5 * power))
                .filter(tick -> tick >= low && tick <= high)
                .toArray();
    }

    /** Returns an axis with one place, numbered from 0, for each label. */
    static Axis.AxisBuilder places(ChartAxis axis, PlotText words, List<String> labels) {
        double[] places = new double[labels.size()];
        Arrays.setAll(places, place -> place);
        return Axis.builder()
                .title(words.token(axis.title()))
                .type(Axis.Type.LINEAR)
                .showGrid(false)
                .tickSettings(TickSettings.builder()
                        .tickMode(TickMode.ARRAY)
                        .color(Role.AXIS)
                        .arrayTicks(places, words.tokens(labels))
                        .build());
    }

    /** Turns an axis of places upside down, so that the first label is on top. */
    static Axis.AxisBuilder firstOnTop(Axis.AxisBuilder axis) {
        return axis.autoRange(AutoRange.REVERSED);
    }

    private static TickSettings ticksAt(double[] values) {
        String[] labels = Arrays.stream(values).mapToObj(Frame::plain).toArray(String[]::new);
        return TickSettings.builder()
                .tickMode(TickMode.ARRAY)
                .color(Role.AXIS)
                .arrayTicks(values, labels)
                .build();
    }

    /** Returns a number as a reader would write it: 512, 2048, 0.25. */
    static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : new BigDecimal(value).round(FOUR_DIGITS).stripTrailingZeros().toPlainString();
    }

    static double[] distinct(double[] values) {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .distinct()
                .sorted()
                .toArray();
    }

    /** Returns the texts that occur, in order of appearance. */
    static List<String> distinct(String[] values) {
        return new ArrayList<>(new LinkedHashSet<>(Arrays.asList(values)));
    }
}
