package superpose.reports.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import superpose.data.Require;
import superpose.probes.NativeAlgebra;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.Experiment;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Lab;
import superpose.reports.experiments.Preset;
import superpose.reports.ledger.BenchEntry;
import superpose.reports.ledger.Request;
import superpose.toymodels.MatrixProductPeak;

/**
 * How long do linear probes take, beside scikit-learn on the same rows and the same machine?
 *
 * <p>In every round everything is timed once, one after the other, after a round that does not count. Both sides start from
 * the raw rows and standardise them. Then one probe is fitted to growing numbers of rows of which none may be kept in memory.
 */
public final class ProbesBench implements Experiment {

    private static final int PRODUCTS = 200;

    private final Plan plan;

    /** Plans a benchmark. */
    public ProbesBench(Plan plan) {
        this.plan = plan;
    }

    /**
     * What is timed.
     *
     * @param preset {@code smoke} runs on a few rows and judges nothing
     * @param rounds how many times everything is timed, at least 1
     * @param threads for products
     * @param python the only Python to try; if empty, the usual ones
     */
    public record Plan(Preset preset, int rounds, int threads, Optional<String> python) {

        private static final ProbeWorld.Size FULL = new ProbeWorld.Size(20_000, 5_000, 512, 100);
        private static final ProbeWorld.Size SMALL = new ProbeWorld.Size(600, 200, 16, 4);

        /** Checks the ranges. */
        public Plan {
            Require.positive(rounds, "rounds");
            Require.positive(threads, "threads");
        }

        boolean isJudged() {
            return preset != Preset.SMOKE;
        }

        ProbeWorld.Size size() {
            return isJudged() ? FULL : SMALL;
        }

        /** Returns how many rows streamed fits go over. */
        List<Integer> streamedRows() {
            int rows = size().training();
            return List.of(rows / 4, rows / 2, rows);
        }
    }

    @Override
    public Request request() {
        Map<String, Object> settings = new HashMap<>(Map.of("rounds", plan.rounds(), "threads", plan.threads()));
        plan.python().ifPresent(python -> settings.put("python", python));
        return new Request("bench-probes", plan.preset().words(), settings);
    }

    @Override
    public Findings run(Lab lab) {
        Load load = Load.now();
        MatrixProductPeak peak = MatrixProductPeak.measured(plan.threads(), plan.isJudged() ? PRODUCTS : 1);
        lab.progress().begin("timing probes", plan.rounds() + 1L);
        int before = NativeAlgebra.threads();
        NativeAlgebra.useThreads(plan.threads());
        try {
            ProbeTimes times = timed(lab);
            ProbesBenchReport report = new ProbesBenchReport(plan, times, peak);
            List<Claim> claims = report.claims();
            return new Findings(
                    report.page(request(), claims, load),
                    claims,
                    new Findings.Numbers(
                            List.of(report.table(), report.streamedTable()),
                            Map.of("bench.json", BenchEntry.json(report.entries()))),
                    Map.of("load_before", load.average(), "peer", times.peerWords()));
        } finally {
            NativeAlgebra.useThreads(before);
            lab.progress().end();
        }
    }

    private ProbeTimes timed(Lab lab) {
        ProbeWorld world = new ProbeWorld(plan.size());
        ProbeRun run = new ProbeRun(world);
        ScikitLearnPeer peer = ScikitLearnPeer.find(plan.python());
        ProbeTimes times = new ProbeTimes(peer.words());
        // The first round only warms up.
        round(run, new ProbeTimes(""));
        lab.progress().advance(1);
        try {
            Path folder = Files.createTempDirectory("superpose-bench-probes");
            try {
                world.write(folder);
                for (int round = 0; round < plan.rounds(); round++) {
                    round(run, times);
                    ask(peer, folder, times);
                    lab.progress().advance(1);
                }
                if (times.peer(ProbeTimes.Case.ONE).isPresent()) {
                    times.agrees(run.agreement(folder));
                }
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times;
    }

    private void round(ProbeRun run, ProbeTimes times) {
        times.add(ProbeTimes.Case.ONE, run.one());
        times.add(ProbeTimes.Case.MANY, run.many());
        times.add(ProbeTimes.Case.RIDGE, run.ridge());
        times.addStreamed(plan.streamedRows().stream().map(run::streamed).toList());
    }

    private void ask(ScikitLearnPeer peer, Path folder, ProbeTimes times) {
        if (times.hasFailed()) {
            return;
        }
        try {
            peer.timed(folder, plan.size().training()).ifPresent(times::addPeer);
        } catch (PeerFailure failed) {
            times.failed(failed);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
