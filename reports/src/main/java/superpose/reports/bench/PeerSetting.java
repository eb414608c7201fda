package superpose.reports.bench;

import java.util.Comparator;

/**
 * What of the peer is timed.
 *
 * @param way how the training is written
 * @param threads that it may use, at least 1
 */
record PeerSetting(PeerWay way, int threads) implements Comparable<PeerSetting> {

    private static final Comparator<PeerSetting> ORDER =
            Comparator.comparing(PeerSetting::way).thenComparingInt(PeerSetting::threads);

    @Override
    public int compareTo(PeerSetting other) {
        return ORDER.compare(this, other);
    }

    /** Returns it in words that follow the peer's name. */
    String words() {
        return way.words() + ", " + threads + (threads == 1 ? " thread" : " threads");
    }
}
