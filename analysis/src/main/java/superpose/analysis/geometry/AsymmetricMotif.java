package superpose.analysis.geometry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Asymmetric superposition with inhibition: a unit serves two features of opposite sign, one strongly and one weakly, and
 * another unit silences the weak one where the strong one fires.
 *
 * <p>The unit reads the strong feature with a weight such as 2 and the weak one with -1/2, and writes them with the inverses
 * 1/2 and 2, so both come out whole: {@code |W_a| D_a} and {@code |W_b| D_b} are near 1. The weak feature then disturbs the
 * strong one little ({@code |W_b| D_a} = 1/4) and the strong one the weak one much ({@code |W_a| D_b} = 4), which the other
 * unit takes back. All four products ignore the scale of units.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Computation in Superposition". What is near
 * enough is ours: products within 1/2 of 1, a ratio of input weights of at least 2, and at least half of the disturbance taken back.
 *
 * @param unit the shared hidden unit
 * @param strong the feature a
 * @param weak the feature b
 * @param effects what they do to each other
 */
public record AsymmetricMotif(int unit, int strong, int weak, Effects effects) {

    private static final double WHOLE = 1;
    private static final double NEAR = 0.5;
    private static final double LEAST_RATIO = 2;
    private static final double LEAST_INHIBITED = 0.5;

    /**
     * What two features do to each other.
     *
     * @param ratio strong over weak input weight, at least 2; 4 in the published example
     * @param disturbance what a unit of the strong feature adds to the weak one through the shared unit
     * @param inhibitor the hidden unit that takes most of it back
     * @param inhibition what a unit of the strong feature adds to the weak one through the inhibitor, below 0
     */
    public record Effects(double ratio, double disturbance, int inhibitor, double inhibition) {}

    /** Finds every pair of features that a unit of the net serves in this way. */
    public static List<AsymmetricMotif> in(AbsoluteValueNet net) {
        Paths paths = new Paths(net);
        List<AsymmetricMotif> found = new ArrayList<>();
        for (int unit = 0; unit < net.reading().hidden(); unit++) {
            for (int strong = 0; strong < net.reading().features(); strong++) {
                for (int weak = 0; weak < net.reading().features(); weak++) {
                    paths.motif(unit, strong, weak).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    /** The ways from one feature through a unit to another. */
    private static final class Paths {

        private final float[] in;
        private final float[] out;
        private final int hidden;

        Paths(AbsoluteValueNet net) {
            in = net.reading().matrix().toArray();
            out = net.writing().matrix().toArray();
            hidden = net.reading().hidden();
        }

        Optional<AsymmetricMotif> motif(int unit, int strong, int weak) {
            double ratio = -read(strong, unit) / read(weak, unit);
            if (!(ratio >= LEAST_RATIO) || !isWhole(strong, unit) || !isWhole(weak, unit)) {
                return Optional.empty();
            }
            double disturbance = through(unit, strong, weak);
            return IntStream.range(0, hidden)
                    .filter(other -> read(strong, other) * read(strong, unit) > 0)
                    .boxed()
                    .min(Comparator.comparingDouble(other -> through(other, strong, weak)))
                    .map(other -> new Effects(ratio, disturbance, other, through(other, strong, weak)))
                    .filter(effects -> -effects.inhibition() >= LEAST_INHIBITED * disturbance)
                    .map(effects -> new AsymmetricMotif(unit, strong, weak, effects));
        }

        /** Returns what a unit of one feature, of the sign that the hidden unit reads, adds to another. */
        private double through(int unit, int from, int to) {
            return Math.abs(read(from, unit)) * out[to * hidden + unit];
        }

        private boolean isWhole(int feature, int unit) {
            return Math.abs(through(unit, feature, feature) - WHOLE) <= NEAR;
        }

        private double read(int feature, int unit) {
            return in[feature * hidden + unit];
        }
    }
}
