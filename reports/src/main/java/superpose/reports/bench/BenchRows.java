package superpose.reports.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import superpose.reports.ledger.BenchEntry;
import superpose.toymodels.Engine;

/** The rows of {@code bench.json}: one for each engine, training and way in which the peer is written. */
final class BenchRows {

    private final BenchPlan plan;
    private final Measurements measured;

    BenchRows(BenchPlan plan, Measurements measured) {
        this.plan = plan;
        this.measured = measured;
    }

    /** Returns the rows, the fast path first. */
    List<BenchEntry> all() {
        List<BenchEntry> entries = new ArrayList<>();
        for (Engine engine : Engine.values()) {
            for (CaseTimes times : measured.cases()) {
                Stream.of(PeerWay.values())
                        .map(way -> entry(engine, times, way))
                        .forEach(entries::add);
            }
        }
        for (Engine engine : Engine.values()) {
            for (PeerWay way : PeerWay.values()) {
                measured.geometry().flatMap(runs -> entry(engine, runs, way)).ifPresent(entries::add);
            }
        }
        return entries;
    }

    private static String name(Engine engine, CaseTimes times, PeerWay way) {
        String name = engine.words() + " " + times.training().name();
        return way == PeerWay.PLAIN ? name : name + ", peer " + way.words();
    }

    private BenchEntry entry(Engine engine, CaseTimes times, PeerWay way) {
        return new BenchEntry(
                name(engine, times, way),
                "ms/step",
                new BenchEntry.Ours(
                        "superpose " + engine.words(), times.of(engine).median(), plan.threads()),
                new BenchEntry.Against(
                        "pytorch " + way.argument(),
                        measured.peerName(times, way),
                        times.peer(way).map(time -> time.spread().median()),
                        measured.setting().floor(times.training())));
    }

    private Optional<BenchEntry> entry(Engine engine, GeometryRuns runs, PeerWay way) {
        Optional<GeometryRuns.Duration> peer = runs.ofPeer(way);
        String how = peer.map(GeometryRuns.Duration::remark).orElse("");
        return runs.of(engine)
                .map(ours -> new BenchEntry(
                        name(engine, runs.sampled(), way),
                        "s",
                        new BenchEntry.Ours(
                                "superpose " + engine.words() + ours.remark(), ours.seconds(), plan.threads()),
                        new BenchEntry.Against(
                                "pytorch " + way.argument() + how,
                                measured.peerName(runs.sampled(), way),
                                peer.map(GeometryRuns.Duration::seconds),
                                GeometryRuns.inAll(
                                        measured.setting().floor(runs.sampled().training())))));
    }
}
