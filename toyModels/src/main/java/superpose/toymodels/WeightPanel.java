package superpose.toymodels;

/**
 * Weights of some features side by side, in the order in which products over features read them: packed once in a batch, read
 * in each of its tiles. Reading them from the rows of a model costs such products an eighth of their time.
 */
final class WeightPanel {

    private static final int BLOCK = InstanceParameters.BLOCK;

    private final FeatureList list;
    private final int units;

    /** [units / 4, features in the list, 4]. */
    private final float[] weights;

    /**
     * Makes room.
     *
     * @param list the features; not copied
     * @param units a multiple of four
     */
    WeightPanel(FeatureList list, int units) {
        this.list = list;
        this.units = units;
        weights = new float[Math.multiplyExact(list.rows().length, units)];
    }

    /**
     * Copies the weights of the features that are in the list now.
     *
     * @param rows [rows, stride]
     */
    void pack(float[] rows, int stride) {
        int to = 0;
        for (int unit = 0; unit < units; unit += BLOCK) {
            for (int i = 0; i < list.size(); i++) {
                int from = list.rows()[i] * stride + unit;
                weights[to] = rows[from];
                weights[to + 1] = rows[from + 1];
                weights[to + 2] = rows[from + 2];
                weights[to + 3] = rows[from + 3];
                to += BLOCK;
            }
        }
    }

    FeatureList list() {
        return list;
    }

    int units() {
        return units;
    }

    /** Returns the weights of four units after those of the four before: [units / 4, features in the list, 4]; not a copy. */
    float[] weights() {
        return weights;
    }
}
