package superpose.reports.bench;

import java.util.List;
import java.util.stream.IntStream;
import superpose.analysis.statistics.Interval;
import superpose.data.Require;

/**
 * How many times as fast as the peer we are; above 1 we are faster.
 *
 * @param value the peer's median over ours
 * @param min the round that was worst for us
 * @param max the round that was best for us
 */
record Ratio(double value, double min, double max) {

    /**
     * Compares times that were measured in turn, round by round.
     *
     * @param ours at least one time, above 0
     * @param peer as many
     */
    static Ratio of(List<Double> ours, List<Double> peer) {
        Require.same(ours.size(), peer.size(), "rounds of the peer");
        Spread rounds = Spread.of(IntStream.range(0, ours.size())
                .mapToObj(round -> peer.get(round) / ours.get(round))
                .toList());
        return new Ratio(Spread.of(peer).median() / Spread.of(ours).median(), rounds.min(), rounds.max());
    }

    /** Returns the ratio with its range over the rounds. */
    Interval interval() {
        return new Interval(value, min, max);
    }
}
