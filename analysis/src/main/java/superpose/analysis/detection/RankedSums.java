package superpose.analysis.detection;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Sums over the samples that lie above each sample. */
final class RankedSums {

    private RankedSums() {}

    /**
     * Returns for each sample the sum of terms over the samples with a higher value, equal ones by half, over all samples.
     *
     * @param values [samples], not NaN
     * @param terms [samples]
     */
    static double[] above(double[] values, double[] terms) {
        int[] falling = IntStream.range(0, values.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer sample) -> values[sample])
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] sums = new double[values.length];
        double above = 0;
        for (int start = 0; start < falling.length; ) {
            int end = start;
            double here = 0;
            while (end < falling.length && values[falling[end]] == values[falling[start]]) {
                here += terms[falling[end++]];
            }
            for (int place = start; place < end; place++) {
                sums[falling[place]] = (above + here / 2) / values.length;
            }
            above += here;
            start = end;
        }
        return sums;
    }
}
