package superpose.reports.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import superpose.reports.ledger.BenchEntry;
import superpose.toymodels.Engine;

/** The rows of {@code bench.json}: one for each engine and training. */
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
            measured.cases().forEach(times -> entries.add(entry(engine, times)));
        }
        for (Engine engine : Engine.values()) {
            measured.geometry().flatMap(runs -> entry(engine, runs)).ifPresent(entries::add);
        }
        return entries;
    }

    private BenchEntry entry(Engine engine, CaseTimes times) {
        return new BenchEntry(
                engine.words() + " " + times.training().name(),
                "ms/step",
                new BenchEntry.Ours(
                        "superpose " + engine.words(), times.of(engine).median(), plan.threads()),
                new BenchEntry.Against(
                        "pytorch",
                        measured.peerName(times),
                        times.peer().map(time -> time.spread().median()),
                        measured.setting().floor(times.training())));
    }

    private Optional<BenchEntry> entry(Engine engine, GeometryRuns runs) {
        Optional<GeometryRuns.Duration> peer = runs.ofPeer();
        String how = peer.map(GeometryRuns.Duration::remark).orElse("");
        return runs.of(engine)
                .map(ours -> new BenchEntry(
                        engine.words() + " " + runs.sampled().training().name(),
                        "s",
                        new BenchEntry.Ours(
                                "superpose " + engine.words() + ours.remark(), ours.seconds(), plan.threads()),
                        new BenchEntry.Against(
                                "pytorch" + how,
                                measured.peerName(runs.sampled()),
                                peer.map(GeometryRuns.Duration::seconds),
                                GeometryRuns.inAll(
                                        measured.setting().floor(runs.sampled().training())))));
    }
}
