package superpose.reports.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured of probes, round by round. */
final class ProbeTimes {

    private final Map<Case, List<Double>> ours = new EnumMap<>(Case.class);
    private final Map<Case, List<Double>> peer = new EnumMap<>(Case.class);
    private final List<List<Double>> streamed = new ArrayList<>();
    private Optional<ProbeRun.Agreement> agreement = Optional.empty();
    private String peerWords;
    private int peerThreads;
    private boolean hasFailed;

    /** Starts with nothing measured. */
    ProbeTimes(String peerWords) {
        this.peerWords = peerWords;
    }

    /** What is timed. */
    enum Case {
        ONE("one logistic probe", "probes one logistic", 1.0 / 1.5),
        MANY("logistic probes of all labels", "probes all logistic", 3),
        RIDGE("ridge regression of all targets", "probes ridge", 1);

        private final String words;
        private final String entry;
        private final double target;

        Case(String words, String entry, double target) {
            this.words = words;
            this.entry = entry;
            this.target = target;
        }

        /** Returns what is fitted, in words. */
        String words() {
            return words;
        }

        /** Returns what the row of {@code bench.json} starts with. */
        String entry() {
            return entry;
        }

        /** Returns how many times as fast as the peer it is to be. */
        double target() {
            return target;
        }
    }

    private static List<Double> of(Map<Case, List<Double>> times, Case timed) {
        return times.computeIfAbsent(timed, any -> new ArrayList<>());
    }

    /** Adds the seconds of a round. */
    void add(Case timed, double seconds) {
        of(ours, timed).add(seconds);
    }

    /** Adds the peer's seconds of a round. */
    void addPeer(ScikitLearnPeer.Answer answer) {
        peerThreads = answer.threads();
        of(peer, Case.ONE).add(answer.one());
        of(peer, Case.MANY).add(answer.many());
        of(peer, Case.RIDGE).add(answer.ridge());
    }

    /** Adds the seconds of a round of streamed fits, one for each number of rows. */
    void addStreamed(List<Double> seconds) {
        streamed.add(seconds);
    }

    void agrees(ProbeRun.Agreement found) {
        agreement = Optional.of(found);
    }

    /** Says whether the peer once gave no answer. */
    boolean hasFailed() {
        return hasFailed;
    }

    /** Forgets the peer's times, which no longer pair with ours. */
    void failed(PeerFailure failure) {
        peer.values().forEach(List::clear);
        peerWords = String.valueOf(failure.getMessage());
        peerThreads = 0;
        hasFailed = true;
    }

    /** Returns the peer with its version and threads, or why it has no times. */
    String peerWords() {
        return peerThreads == 0
                ? peerWords
                : peerWords + ", " + peerThreads + (peerThreads == 1 ? " thread" : " threads");
    }

    Spread ours(Case timed) {
        return Spread.of(of(ours, timed));
    }

    Optional<Spread> peer(Case timed) {
        List<Double> times = of(peer, timed);
        return times.isEmpty() ? Optional.empty() : Optional.of(Spread.of(times));
    }

    /** Returns how many times as fast as the peer we are. */
    Optional<Ratio> ratio(Case timed) {
        return peer(timed).map(any -> Ratio.of(of(ours, timed), of(peer, timed)));
    }

    Optional<ProbeRun.Agreement> agreement() {
        return agreement;
    }

    /** Returns the seconds of streamed fits, [rounds] of one for each number of rows. */
    List<List<Double>> streamed() {
        return streamed;
    }
}
