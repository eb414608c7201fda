package superpose.reports.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.Experiment;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Lab;
import superpose.reports.ledger.BenchEntry;
import superpose.reports.ledger.Request;
import superpose.toymodels.MatrixProductPeak;

/**
 * How fast do toy models train here, beside eager PyTorch on the same machine?
 *
 * <p>Both engines are warmed up; then, in every round, engines and peer are timed one after the other, so that whatever else
 * the machine does falls on all of them. Nothing is kept between runs: a benchmark that is started again with the same folder
 * times everything anew, because times from another hour would not compare.
 */
public final class ToyModelsBench implements Experiment {

    private static final int PRODUCTS = 200;

    private final BenchPlan plan;

    /**
     * Plans a benchmark.
     *
     * @param plan what is timed, and for how long
     */
    public ToyModelsBench(BenchPlan plan) {
        this.plan = plan;
    }

    @Override
    public Request request() {
        return new Request("bench-toy-models", plan.preset().words(), plan.settings());
    }

    @Override
    public Findings run(Lab lab) {
        Stopwatch watch = new Stopwatch(plan, lab.progress());
        lab.progress().begin("timing toy models", watch.measurements());
        try {
            return findings(measured(watch));
        } finally {
            lab.progress().end();
        }
    }

    private Measurements measured(Stopwatch watch) {
        Load load = Load.now();
        MatrixProductPeak peak = MatrixProductPeak.measured(plan.threads(), plan.isJudged() ? PRODUCTS : 1);
        List<CaseTimes> cases = BenchPlan.CASES.stream().map(CaseTimes::new).toList();
        cases.forEach(watch::warmUp);
        Optional<GeometryRuns> geometry = geometry(watch);
        for (int round = 1; round <= plan.effort().rounds(); round++) {
            for (CaseTimes times : cases) {
                watch.round(round, times);
            }
            for (GeometryRuns runs : geometry.stream().toList()) {
                watch.round(round, runs.sampled());
            }
        }
        geometry.ifPresent(watch::inFull);
        Costs costs = watch.costs();
        return new Measurements(new Measurements.Setting(watch.peerWords(), peak, load), cases, geometry, costs);
    }

    private Optional<GeometryRuns> geometry(Stopwatch watch) {
        if (plan.geometry() == BenchPlan.GeometryPlan.NONE) {
            return Optional.empty();
        }
        CaseTimes sampled = new CaseTimes(GeometryRuns.RUN);
        watch.warmUp(sampled);
        return Optional.of(new GeometryRuns(sampled));
    }

    private Findings findings(Measurements measured) {
        List<Claim> claims = new BenchClaims(plan, measured).all();
        BenchTables tables = new BenchTables(plan, measured);
        BenchReport report = new BenchReport(plan, measured, claims);
        return new Findings(
                report.page(request()),
                claims,
                new Findings.Numbers(
                        tables.all(), Map.of("bench.json", BenchEntry.json(new BenchRows(plan, measured).all()))),
                notes(measured));
    }

    private static Map<String, Object> notes(Measurements measured) {
        Map<String, Object> notes = new HashMap<>();
        notes.put("peer", measured.setting().peer());
        notes.put("gigaflops", measured.setting().peak().gigaflops());
        notes.put("load_before", measured.setting().load().average());
        return notes;
    }
}
