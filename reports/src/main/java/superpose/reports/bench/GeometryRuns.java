package superpose.reports.bench;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import superpose.analysis.geometry.FeaturesPerDimension;
import superpose.reports.toymodels.AuthorsGeometry;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.BottleneckModel;
import superpose.toymodels.Engine;
import superpose.toymodels.TrainedBottleneck;

/** The authors' geometry run: who went through it in full, in what time and where it ended, and who was sampled. */
final class GeometryRuns {

    static final TrainingCase RUN = TrainingCase.falling(
            "geometry-run",
            BottleneckModel.of(AuthorsGeometry.SHAPE, BottleneckArchitecture.RELU_OUTPUT)
                    .withInitialStd(AuthorsGeometry.INITIAL_STD));

    private final CaseTimes sampled;
    private final Map<Engine, Full> full = new EnumMap<>(Engine.class);
    private final Map<PeerWay, Double> peerSeconds = new EnumMap<>(PeerWay.class);

    GeometryRuns(CaseTimes sampled) {
        this.sampled = sampled;
    }

    /**
     * A run from start to end.
     *
     * @param seconds all of it
     * @param dimensions dimensions per feature at each level, at the end
     */
    record Full(double seconds, List<Double> dimensions) {

        static Full of(EngineClock.Run run) {
            TrainedBottleneck trained = run.trained();
            return new Full(
                    run.seconds(),
                    IntStream.range(0, AuthorsGeometry.levels())
                            .mapToObj(level -> FeaturesPerDimension.of(trained.directions(level))
                                    .dimensionsPerFeature())
                            .toList());
        }

        /** Tells whether a level ended within the tolerance of the authors' value. */
        boolean agrees(int level) {
            return Math.abs(dimensions.get(level) - AuthorsGeometry.dimensions(level))
                    <= AuthorsGeometry.tolerance(level);
        }

        /** Returns at how many levels the run ended within the tolerance. */
        int agreeing() {
            return (int)
                    IntStream.range(0, dimensions.size()).filter(this::agrees).count();
        }
    }

    void add(Engine engine, Full run) {
        full.put(engine, run);
    }

    void addPeer(PeerWay way, double seconds) {
        peerSeconds.put(way, seconds);
    }

    CaseTimes sampled() {
        return sampled;
    }

    /** Returns the full run of an engine. */
    Optional<Full> full(Engine engine) {
        return Optional.ofNullable(full.get(engine));
    }

    /** Returns the seconds of an engine: measured, or as many steps at the pace of the sample. */
    Optional<Duration> of(Engine engine) {
        return full(engine)
                .map(run -> new Duration(run.seconds(), 0))
                .or(() -> sampled.rounds(engine).isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Duration(inAll(sampled.of(engine).median()), sampled.steps(engine))));
    }

    /** Returns the seconds of the peer, written in one way: measured or at the pace of the sample. */
    Optional<Duration> ofPeer(PeerWay way) {
        return Optional.ofNullable(peerSeconds.get(way))
                .map(seconds -> new Duration(seconds, 0))
                .or(() -> sampled.peer(way)
                        .map(time -> new Duration(inAll(time.spread().median()), steps(time.setting()))));
    }

    private int steps(PeerSetting setting) {
        return sampled.peerRounds().getOrDefault(setting, List.of()).stream()
                .mapToInt(answer -> answer.end().steps())
                .sum();
    }

    /** Returns the seconds of the whole run at a pace in milliseconds a step. */
    static double inAll(double millis) {
        return millis * AuthorsGeometry.STEPS / 1e3;
    }

    /**
     * How long the run takes.
     *
     * @param seconds all of it
     * @param extrapolatedFrom how many steps were measured, or 0 where all of them were
     */
    record Duration(double seconds, int extrapolatedFrom) {

        /** Returns a remark on how the time is known, or nothing where it was measured. */
        String remark() {
            return extrapolatedFrom == 0 ? "" : ", extrapolated from " + extrapolatedFrom + " steps";
        }
    }
}
