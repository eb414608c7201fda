package superpose.reports.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import superpose.reports.experiments.Progress;
import superpose.reports.toymodels.AuthorsGeometry;
import superpose.toymodels.Engine;

/** Times both engines and the peer, one after the other, and says how far it is. */
final class Stopwatch {

    /** A run of the authors' geometry takes about as long as this many measurements. */
    private static final int GEOMETRY_RUN = 40;

    private final BenchPlan plan;
    private final Progress progress;
    private final Map<Timed, Integer> steps = new HashMap<>();
    private final PyTorchPeer.Sought sought;

    /** A training on an engine. */
    private record Timed(Engine engine, String training) {}

    Stopwatch(BenchPlan plan, Progress progress) {
        this.plan = plan;
        this.progress = progress;
        sought = PyTorchPeer.find(plan.python());
    }

    /** Returns how many measurements there will be, by which progress is counted. */
    long measurements() {
        long engines = Engine.values().length;
        int peers = peer().isPresent() ? plan.peerSettings().size() : 0;
        int rounds = plan.effort().rounds();
        int cases = BenchPlan.CASES.size()
                + switch (plan.geometry()) {
                    case NONE -> 0;
                    case FASTEST_IN_FULL, ALL_IN_FULL -> 1;
                };
        long inFull = switch (plan.geometry()) {
            case NONE -> 0;
            case FASTEST_IN_FULL -> 1;
            case ALL_IN_FULL -> engines + Math.min(PeerWay.values().length, peers);
        };
        return cases * (engines + rounds * (engines + peers))
                + plan.costs().size() * (1L + rounds)
                + GEOMETRY_RUN * inFull;
    }

    /** Returns the peer in words, or why there is none. */
    String peerWords() {
        return switch (sought) {
            case PyTorchPeer.Sought.Found found -> found.peer().words();
            case PyTorchPeer.Sought.Absent absent -> absent.reason();
        };
    }

    private Optional<PyTorchPeer> peer() {
        return sought instanceof PyTorchPeer.Sought.Found found ? Optional.of(found.peer()) : Optional.empty();
    }

    private EngineClock clock(Engine engine) {
        return new EngineClock(engine, plan.threads());
    }

    /** Trains a case on both engines until it is long enough to be timed. */
    void warmUp(CaseTimes times) {
        for (Engine engine : Engine.values()) {
            warmUp(engine, times.training());
        }
    }

    private void warmUp(Engine engine, TrainingCase training) {
        steps(engine, training);
        progress.advance(1);
    }

    /** Returns how many steps are long enough to be timed, which a first call finds out by warming up. */
    private int steps(Engine engine, TrainingCase training) {
        return steps.computeIfAbsent(
                new Timed(engine, training.name()),
                unseen -> clock(engine).warmedUp(training, plan.effort().seconds()));
    }

    /** Times a case once: each engine, then the peer in each way and at each number of threads. */
    void round(int round, CaseTimes times) {
        for (Engine engine : Engine.values()) {
            times.add(engine, pace(engine, times.training()));
        }
        peer().ifPresent(peer -> plan.peerSettings().forEach(setting -> ask(peer, setting, times)));
        progress.say("round " + round + ", " + times.training().name() + ": " + line(times));
    }

    private EngineClock.Pace pace(Engine engine, TrainingCase training) {
        EngineClock.Pace pace = clock(engine).pace(training, steps(engine, training));
        progress.advance(1);
        return pace;
    }

    private void ask(PyTorchPeer peer, PeerSetting setting, CaseTimes times) {
        if (times.failure().isEmpty()) {
            try {
                times.add(
                        setting,
                        peer.sampled(times.training(), setting, plan.effort().seconds()));
            } catch (PeerFailure failed) {
                times.failed(failed);
            }
        }
        progress.advance(1);
    }

    private static String line(CaseTimes times) {
        Stream<String> ours =
                Stream.of(Engine.values()).map(engine -> engine.words() + " " + last(times.rounds(engine)) + " ms");
        Stream<String> peers = times.failure()
                .map(Stream::of)
                .orElseGet(() -> times.peerRounds().entrySet().stream()
                        .map(entry -> "PyTorch " + entry.getKey().way().argument() + " on "
                                + entry.getKey().threads() + " "
                                + last(entry.getValue().stream()
                                        .map(PeerAnswer::millis)
                                        .toList()) + " ms"));
        return Stream.concat(ours, peers).collect(Collectors.joining(", "));
    }

    private static String last(List<Double> rounds) {
        return String.format(Locale.ROOT, "%.3g", rounds.getLast());
    }

    /** Times what a step of the fast path costs over densities and sizes, every point once in every round. */
    Costs costs() {
        List<CostPoint> points = plan.costs();
        points.forEach(point -> warmUp(Engine.SIMD, point.training()));
        Costs costs = new Costs();
        for (int round = 1; round <= plan.effort().rounds(); round++) {
            for (CostPoint point : points) {
                costs.add(point, pace(Engine.SIMD, point.training()).millis());
            }
            progress.say("round " + round + " of " + points.size() + " densities and sizes");
        }
        return costs;
    }

    /** Goes through the authors' geometry run from start to end with everyone who is planned to. */
    void inFull(GeometryRuns runs) {
        List<Engine> engines =
                plan.geometry() == BenchPlan.GeometryPlan.ALL_IN_FULL ? List.of(Engine.values()) : List.of(Engine.SIMD);
        for (Engine engine : engines) {
            GeometryRuns.Full full = GeometryRuns.Full.of(clock(engine).run(GeometryRuns.RUN, AuthorsGeometry.STEPS));
            runs.add(engine, full);
            progress.advance(GEOMETRY_RUN);
            progress.say(String.format(
                    Locale.ROOT, "the authors' geometry run, %s: %.1f s", engine.words(), full.seconds()));
        }
        if (plan.geometry() == BenchPlan.GeometryPlan.ALL_IN_FULL) {
            peer().ifPresent(peer -> List.of(PeerWay.values()).forEach(way -> inFull(peer, way, runs)));
        }
    }

    private void inFull(PyTorchPeer peer, PeerWay way, GeometryRuns runs) {
        runs.sampled().peer(way).ifPresent(time -> {
            try {
                PeerAnswer answer = peer.inFull(GeometryRuns.RUN, time.setting(), AuthorsGeometry.STEPS);
                runs.addPeer(way, GeometryRuns.inAll(answer.millis()));
            } catch (PeerFailure failed) {
                runs.sampled().failed(failed);
            }
        });
        progress.advance(GEOMETRY_RUN);
    }
}
