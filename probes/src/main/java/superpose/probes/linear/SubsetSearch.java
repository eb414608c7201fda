package superpose.probes.linear;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/**
 * Branch and bound for the k candidates that leave the least error.
 *
 * <p>An open case holds candidates that are in and candidates that may still come in. Its error is at least that of the
 * regression on all of them, plus a part of what each of the least useful ones adds to it: with weights v of that regression
 * and {@code D_j} such that the products less diag(D) are still positive, a choice T leaves out at least
 * {@code sum of D_j v_j^2} over those not in T. For the products of all candidates bound those of any case, one D serves all
 * (the split of Dong, Chen and Linderoth 2015, "Regularization vs. relaxation", with v held fixed). The most promising case
 * is always looked into next, so the proven bound rises with every case. Cases that want two more candidates are solved by
 * trying all pairs.
 */
final class SubsetSearch {

    /** Cases that promise less than this share of improvement are closed: about what rounding leaves. */
    private static final double NEGLIGIBLE = 1e-9;

    private final SweptProducts products;
    private final int units;
    private final double[] diagonal;
    private final PriorityQueue<Case> open =
            new PriorityQueue<>(Comparator.comparingDouble(Case::bound).thenComparingLong(Case::number));

    private int[] best = {};
    private double objective = Double.POSITIVE_INFINITY;
    private int nodes;
    private long cases;

    SubsetSearch(SweptProducts products, int units) {
        this.products = products;
        this.units = units;
        this.diagonal = SubsetBound.diagonal(products);
    }

    /** A case: candidates that are in, candidates that may come in, and the error that is left at least. */
    private static final class Case {

        private final int[] in;
        private final int[] free;
        private final double bound;
        private final long number;

        Case(int[] in, int[] free, double bound, long number) {
            this.in = in;
            this.free = free;
            this.bound = bound;
            this.number = number;
        }

        double bound() {
            return bound;
        }

        long number() {
            return number;
        }
    }

    void run(int limit) {
        offer(GreedySubset.of(products, units));
        add(new int[0], IntStream.range(0, products.candidates()).toArray(), 0);
        while (nodes < limit && !open.isEmpty() && isPromising(open.peek().bound())) {
            nodes++;
            branch(open.remove());
        }
    }

    int[] best() {
        return best;
    }

    double objective() {
        return objective;
    }

    double lowerBound() {
        return open.isEmpty() || !isPromising(open.peek().bound())
                ? objective
                : open.peek().bound();
    }

    int nodes() {
        return nodes;
    }

    private boolean isPromising(double bound) {
        return bound < objective * (1 - NEGLIGIBLE);
    }

    private void offer(int[] choice) {
        SweptProducts regression = products.among(choice);
        for (int i = 0; i < choice.length; i++) {
            regression.sweep(i);
        }
        if (regression.error() < objective) {
            objective = regression.error();
            best = choice;
        }
    }

    /** Keeps a case open, or solves it where that is quick. */
    private void add(int[] in, int[] free, double bound) {
        int wanted = units - in.length;
        if (wanted == 0) {
            offer(in);
        } else if (wanted <= 2) {
            complete(in, free, wanted);
        } else if (free.length <= wanted) {
            offer(joined(in, free));
        } else {
            open.add(new Case(in, free, bound, cases++));
        }
    }

    /** Finds the one or two candidates that complete a case best. */
    private void complete(int[] in, int[] free, int wanted) {
        SweptProducts given = given(in, free);
        int[] pick = {};
        double most = -1;
        for (int i = 0; i < free.length; i++) {
            int one = in.length + i;
            if (wanted == 1 && given.change(one) > most) {
                most = given.change(one);
                pick = new int[] {free[i]};
            }
            for (int j = i + 1; wanted == 2 && j < free.length; j++) {
                double change = given.change(one, in.length + j);
                if (change > most) {
                    most = change;
                    pick = new int[] {free[i], free[j]};
                }
            }
        }
        if (pick.length == wanted && isPromising(given.error() - most)) {
            offer(joined(in, pick));
        }
    }

    /** Splits a case by its first new candidate: the most useful one, or the second without the first, and so on. */
    private void branch(Case one) {
        int wanted = units - one.in.length;
        SweptProducts all = given(one.in, one.free);
        Integer[] order = new Integer[one.free.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = one.in.length + i;
            all.sweep(order[i]);
        }
        Arrays.sort(order, Comparator.comparingDouble(i -> -all.change(i)));
        int[] free =
                Arrays.stream(order).mapToInt(i -> one.free[i - one.in.length]).toArray();
        for (int first = 0; first + wanted <= free.length; first++) {
            // What the rest of the candidates, this one among them, leave at least.
            if (!isPromising(SubsetBound.of(all, diagonal, order, free, first, wanted))) {
                return;
            }
            int[] rest = Arrays.copyOfRange(free, first + 1, free.length);
            int[] in = joined(one.in, new int[] {free[first]});
            double bound = SubsetBound.of(all, diagonal, order, free, first + 1, wanted - 1);
            if (isPromising(bound)) {
                add(in, rest, Math.max(bound, one.bound));
            }
            all.unsweep(order[first]);
        }
    }

    /** Returns the products of some candidates, the first of them swept out. */
    private SweptProducts given(int[] in, int[] free) {
        SweptProducts given = products.among(joined(in, free));
        for (int i = 0; i < in.length; i++) {
            given.sweep(i);
        }
        return given;
    }

    private static int[] joined(int[] one, int[] other) {
        int[] joined = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, joined, one.length, other.length);
        return joined;
    }
}
