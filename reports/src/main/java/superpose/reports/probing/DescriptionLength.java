package superpose.reports.probing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import superpose.analysis.detection.Calibration;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.TrainingActivations;

/**
 * How many bits it takes to send the labels to someone who has the activations, with a probe that learns on the way.
 *
 * <p>The rows are sent in portions. The first costs a bit a row. Each later one is coded with a probe fitted to all rows
 * before it, so a concept that is easy to read costs little early on. The penalty is named before: of those tried the one
 * with the shortest code, for {@code log2} of their number in bits. A portion that comes after rows of one class alone, or of
 * constant neurons, is coded by their rate, smoothed by half a group of each class: half a row (Krichevsky and Trofimov 1981)
 * where rows stand for themselves.
 *
 * <p>The order is random. Whole groups are sent one after the other, as rows of one text would give each other away.
 *
 * <p>Source: Voita and Titov (2020), "Information-Theoretic Probing with Minimum Description Length", the online code with
 * their portions.
 *
 * @param rows how many labels are sent
 * @param bits the length of the code
 * @param uniformBits one bit a row: the code of someone who knows nothing
 * @param rateBits the length where each portion is coded by the rate in the rows before it: no activations are read
 * @param c the penalty of the shortest code; NaN where the kind of probe has none
 * @param portions what each portion costs with it
 */
public record DescriptionLength(
        int rows, double bits, double uniformBits, double rateBits, double c, List<Portion> portions) {

    private static final double[] SHARES = {0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.0625, 0.125, 0.25, 0.5, 1};

    /** Copies the list. */
    public DescriptionLength {
        portions = List.copyOf(portions);
    }

    /**
     * A portion of the rows.
     *
     * @param from the number of rows before it
     * @param to the number of rows with it
     * @param bits its cost
     */
    public record Portion(int from, int to, double bits) {}

    /** Returns how many times shorter the code is than one bit a row: about 1 where nothing can be read from balanced labels. */
    public double compression() {
        return uniformBits / bits;
    }

    /**
     * Returns how many times shorter the code is than the better of the two that read no activations, one bit a row and by
     * rate: about 1 where nothing can be read.
     */
    public double compressionOverBlind() {
        return Math.min(rateBits, uniformBits) / bits;
    }

    /**
     * Sends the labels of training rows.
     *
     * @param values [rows, neurons], finite
     * @param concept [rows], with both classes
     * @param groups [rows]
     * @param grid the penalties tried, of a kind of probe that gives probabilities
     * @param seed decides the order
     */
    public static DescriptionLength of(Matrix values, Concept concept, Groups groups, PenaltyGrid grid, Seed seed) {
        int[][] members = groups.members();
        int[] order = seed.permutation(members.length);
        int[] rows = Arrays.stream(order)
                .flatMap(group -> Arrays.stream(members[group]))
                .toArray();
        List<Integer> ends = ends(members, order);
        int penalties = grid.size();
        double[][] bits = new double[penalties][ends.size()];
        double rateBits = ends.getFirst();
        for (double[] one : bits) {
            one[0] = ends.getFirst();
        }
        for (int portion = 1; portion < ends.size(); portion++) {
            Sent sent = new Sent(values, concept, groups, rows, ends.get(portion - 1), ends.get(portion));
            double byRate = sent.bitsByRate();
            rateBits += byRate;
            Optional<List<LinearProbe>> probes = sent.probes(grid);
            for (int penalty = 0; penalty < penalties; penalty++) {
                int one = penalty;
                bits[penalty][portion] =
                        probes.map(fitted -> sent.bits(fitted.get(one))).orElse(byRate);
            }
        }
        int best = 0;
        for (int penalty = 1; penalty < penalties; penalty++) {
            best = Arrays.stream(bits[penalty]).sum()
                            < Arrays.stream(bits[best]).sum()
                    ? penalty
                    : best;
        }
        List<Portion> portions = new ArrayList<>();
        for (int portion = 0; portion < ends.size(); portion++) {
            int from = portion == 0 ? 0 : ends.get(portion - 1);
            portions.add(new Portion(from, ends.get(portion), bits[best][portion]));
        }
        double length = Arrays.stream(bits[best]).sum() + LogLoss.bits(Math.log(penalties));
        return new DescriptionLength(rows.length, length, rows.length, rateBits, grid.c(best), portions);
    }

    /** Returns after how many rows each portion ends, at the ends of groups. */
    private static List<Integer> ends(int[][] members, int[] order) {
        List<Integer> ends = new ArrayList<>();
        int groups = 0;
        int rows = 0;
        for (double share : SHARES) {
            int wanted = (int) Math.ceil(share * order.length);
            if (wanted > groups) {
                for (; groups < wanted; groups++) {
                    rows += members[order[groups]].length;
                }
                ends.add(rows);
            }
        }
        return ends;
    }

    /** A portion and the rows that were sent before it. */
    private static final class Sent {

        private final Matrix values;
        private final int[] before;
        private final int[] portion;
        private final Concept known;
        private final Concept coded;
        private final double rowsPerGroup;

        Sent(Matrix values, Concept concept, Groups groups, int[] rows, int from, int to) {
            this.values = values;
            this.before = ascending(rows, 0, from);
            this.portion = ascending(rows, from, to);
            this.known = concept.select(before);
            this.coded = concept.select(portion);
            this.rowsPerGroup = (double) before.length / groups.select(before).count();
        }

        /** The order within a portion counts for nothing, and rows of a file are read fastest as they lie. */
        private static int[] ascending(int[] rows, int from, int to) {
            int[] part = Arrays.copyOfRange(rows, from, to);
            Arrays.sort(part);
            return part;
        }

        double bitsByRate() {
            double rate = (known.positives() + rowsPerGroup / 2) / (known.samples() + rowsPerGroup);
            return coded.positives() * LogLoss.bits(rate, true) + coded.negatives() * LogLoss.bits(rate, false);
        }

        /** Returns nothing where nothing can be fitted. */
        Optional<List<LinearProbe>> probes(PenaltyGrid grid) {
            if (known.positives() == 0 || known.negatives() == 0) {
                return Optional.empty();
            }
            return TrainingActivations.ifVarying(values.viewRows(before)).map(training -> grid.fit(training, known));
        }

        double bits(LinearProbe probe) {
            double[] scores = probe.score(values.viewRows(portion));
            double nats = 0;
            for (int row = 0; row < scores.length; row++) {
                nats += Calibration.lossNats(scores[row], coded.in(row));
            }
            return LogLoss.bits(nats);
        }
    }
}
