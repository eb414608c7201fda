package superpose.toymodels;

/**
 * What a batch costs when each feature is dealt with as suits it, and whether products over all features and samples are
 * cheaper.
 *
 * <p>In nanoseconds for each feature and sample, measured at 100 features and 20 hidden units with vectors of 512 bits; only
 * their ratios matter.
 */
final class WorkEstimate {

    /** Products over all samples with an input, and the same entry by entry: listing, and what an entry costs. */
    private static final double INPUT = 0.9;

    private static final double SPARSE_INPUT = 0.15;
    private static final double INPUT_ENTRY = 6.1;

    /** An output whose gradients are products over all samples, or are dealt with exception by exception. */
    private static final double MIXED = 1.4;

    private static final double RARE = 0.65;
    private static final double RARE_ENTRY = 6;
    private static final double KEPT = 0.45;
    private static final double KEPT_ENTRY = 7;

    /** What features kept on cost together, for each hidden unit: their closed form. */
    private static final double CLOSED_FORM = 2;

    /** Turning units into rows. */
    private static final double ROWS = 0.15;

    /** All of it in products over all features and samples. */
    private static final double DENSE = 2.1;

    private double sum;
    private int features;

    /** Forgets what was added. */
    void clear() {
        sum = 0;
        features = 0;
    }

    /** Adds a feature's input, and the share of samples in which it is not zero. */
    void addInput(boolean sparse, double share) {
        features++;
        sum += sparse ? SPARSE_INPUT + INPUT_ENTRY * share : INPUT;
    }

    /** Adds an output kept on, and the share of samples in which its ReLU is off after all. */
    void addKept(double off) {
        sum += KEPT + KEPT_ENTRY * off;
    }

    /** Adds what outputs kept on share, however many they are. */
    void addClosedForm(int hidden) {
        sum += CLOSED_FORM * hidden;
    }

    /** Adds an output whose gradients are products over all samples. */
    void addMixed() {
        sum += MIXED;
    }

    /** Adds an output that is mostly off, and the share of samples in which it is on. */
    void addRare(double on) {
        sum += RARE + RARE_ENTRY * on;
    }

    /** Returns whether products over all features and samples are cheaper. */
    boolean favoursDense() {
        return sum / features + ROWS > DENSE;
    }
}
