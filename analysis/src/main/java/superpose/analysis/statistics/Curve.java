package superpose.analysis.statistics;

/** A curve of {@code y}, such as ln loss or ln(1 - AUROC), against {@code x = ln size}. */
public sealed interface Curve {

    /** Returns which form of curve this is. */
    CurveForm form();

    /** Returns y at x = ln size. */
    double at(double x);

    /**
     * {@code y = intercept + exponent x}.
     *
     * @param intercept y at size 1
     * @param exponent slope in logarithms
     */
    record Power(double intercept, double exponent) implements Curve {
        @Override
        public CurveForm form() {
            return CurveForm.POWER;
        }

        @Override
        public double at(double x) {
            return intercept + exponent * x;
        }
    }

    /**
     * {@code y = ln(exp(intercept + exponent x) + floor)}.
     *
     * @param intercept y of the power law alone at size 1
     * @param exponent slope of the power law alone in logarithms
     * @param floor what remains, at least 0, in units of exp(y)
     */
    record PowerWithFloor(double intercept, double exponent, double floor) implements Curve {
        @Override
        public CurveForm form() {
            return CurveForm.POWER_WITH_FLOOR;
        }

        @Override
        public double at(double x) {
            return Math.log(Math.exp(intercept + exponent * x) + floor);
        }
    }

    /**
     * {@code y = level + exponent max(0, x - breakAt)}.
     *
     * @param level y before the break
     * @param exponent slope after the break
     * @param breakAt ln size of the break
     */
    record FlatThenPower(double level, double exponent, double breakAt) implements Curve {
        @Override
        public CurveForm form() {
            return CurveForm.FLAT_THEN_POWER;
        }

        @Override
        public double at(double x) {
            return level + exponent * Math.max(0, x - breakAt);
        }
    }

    /**
     * Two lines that meet: slope {@code before} up to the break, {@code after} behind it.
     *
     * @param level y at the break
     * @param before slope before the break
     * @param after slope after the break
     * @param breakAt ln size of the break
     */
    record Segmented(double level, double before, double after, double breakAt) implements Curve {
        @Override
        public CurveForm form() {
            return CurveForm.SEGMENTED;
        }

        @Override
        public double at(double x) {
            return level + (x < breakAt ? before : after) * (x - breakAt);
        }
    }

    /**
     * {@code y = start + (end - start) / (1 + exp(-(x - midpoint) / width))}.
     *
     * @param start level of small sizes
     * @param end level of large sizes
     * @param midpoint ln size halfway
     * @param width in units of ln size, above 0; a quarter to three quarters of the step takes 2.2 widths
     */
    record Logistic(double start, double end, double midpoint, double width) implements Curve {
        @Override
        public CurveForm form() {
            return CurveForm.LOGISTIC;
        }

        @Override
        public double at(double x) {
            return start + (end - start) / (1 + Math.exp(-(x - midpoint) / width));
        }
    }
}
