package superpose.reports.bench;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import superpose.toymodels.Engine;

/** The times of one training in every round, ours and the peer's, in milliseconds a step. */
final class CaseTimes {

    private final TrainingCase training;
    private final Map<Engine, List<Double>> ours = new EnumMap<>(Engine.class);
    private final Map<Engine, Integer> steps = new EnumMap<>(Engine.class);
    private final Map<PeerSetting, List<PeerAnswer>> peer = new TreeMap<>();
    private Optional<String> failure = Optional.empty();

    CaseTimes(TrainingCase training) {
        this.training = training;
    }

    TrainingCase training() {
        return training;
    }

    void add(Engine engine, EngineClock.Pace pace) {
        ours.computeIfAbsent(engine, unseen -> new ArrayList<>()).add(pace.millis());
        steps.merge(engine, pace.steps(), Integer::sum);
    }

    void add(PeerSetting setting, PeerAnswer answer) {
        peer.computeIfAbsent(setting, unseen -> new ArrayList<>()).add(answer);
    }

    /** Notes that the peer gave no answer: then it has no time here, whatever it answered before. */
    void failed(PeerFailure reason) {
        failure = failure.or(() -> Optional.ofNullable(reason.getMessage()));
    }

    /** Returns why the peer has no time here although it is there. */
    Optional<String> failure() {
        return failure;
    }

    List<Double> rounds(Engine engine) {
        return ours.getOrDefault(engine, List.of());
    }

    Map<PeerSetting, List<PeerAnswer>> peerRounds() {
        return peer;
    }

    /** Returns the time of an engine. */
    Spread of(Engine engine) {
        return Spread.of(rounds(engine));
    }

    /** Returns how many steps an engine took in all rounds together. */
    int steps(Engine engine) {
        return steps.getOrDefault(engine, 0);
    }

    /** Returns the peer, written in one way, at the number of threads at which its median is the smallest. */
    Optional<PeerTime> peer(PeerWay way) {
        if (failure.isPresent()) {
            return Optional.empty();
        }
        return peer.entrySet().stream()
                .filter(entry -> entry.getKey().way() == way)
                .map(entry -> new PeerTime(
                        entry.getKey(),
                        entry.getValue().stream().map(PeerAnswer::millis).toList()))
                .min(Comparator.comparingDouble(time -> time.spread().median()));
    }

    /**
     * The peer's times in one setting.
     *
     * @param setting how it was written, and how many threads it used
     * @param rounds milliseconds a step in each round
     */
    record PeerTime(PeerSetting setting, List<Double> rounds) {

        Spread spread() {
            return Spread.of(rounds);
        }
    }

    /** Returns how many times as fast as the peer, written in one way, an engine is; empty where either has no time. */
    Optional<Ratio> ratio(Engine engine, PeerWay way) {
        List<Double> mine = rounds(engine);
        return mine.isEmpty() ? Optional.empty() : peer(way).map(time -> Ratio.of(mine, time.rounds()));
    }
}
