package superpose.probes.linear;

/**
 * A good choice of candidates to start from: one after the other, each the one that lowers the error most, then exchanges of
 * one for another as long as they lower it.
 */
final class GreedySubset {

    /** An exchange must lower the error by this share, or rounding could let two of them take turns. */
    private static final double WORTHWHILE = 1e-10;

    private GreedySubset() {}

    /**
     * Chooses candidates.
     *
     * @param products nothing swept. Not modified.
     * @param units how many, at most the candidates
     */
    static int[] of(SweptProducts products, int units) {
        SweptProducts regression = products.copy();
        boolean[] chosen = new boolean[products.candidates()];
        for (int unit = 0; unit < units; unit++) {
            int next = mostUseful(regression, chosen);
            regression.sweep(next);
            chosen[next] = true;
        }
        while (exchange(regression, chosen)) {
            // Each exchange lowers the error, so no choice comes twice.
        }
        int[] choice = new int[units];
        int count = 0;
        for (int candidate = 0; candidate < chosen.length; candidate++) {
            if (chosen[candidate]) {
                choice[count++] = candidate;
            }
        }
        return choice;
    }

    private static int mostUseful(SweptProducts regression, boolean[] chosen) {
        int best = -1;
        for (int candidate = 0; candidate < chosen.length; candidate++) {
            if (!chosen[candidate] && (best < 0 || regression.change(candidate) > regression.change(best))) {
                best = candidate;
            }
        }
        return best;
    }

    private static boolean exchange(SweptProducts regression, boolean[] chosen) {
        double before = regression.error();
        for (int out = 0; out < chosen.length; out++) {
            if (chosen[out]) {
                regression.unsweep(out);
                chosen[out] = false;
                int in = mostUseful(regression, chosen);
                boolean better = regression.error() - regression.change(in) < before * (1 - WORTHWHILE);
                int next = better ? in : out;
                regression.sweep(next);
                chosen[next] = true;
                if (better) {
                    return true;
                }
            }
        }
        return false;
    }
}
