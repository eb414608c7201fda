package superpose.reports.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import superpose.analysis.statistics.Interval;
import superpose.reports.claims.Band;
import superpose.reports.claims.Claim;
import superpose.reports.claims.Statement;
import superpose.reports.toymodels.AuthorsGeometry;
import superpose.toymodels.Engine;

/** What a benchmark of trainings claims; a speed holds when it holds in every round. */
final class BenchClaims {

    private static final String TARGET = "target of this project";
    private static final double GEOMETRY_SECONDS = 50;
    private static final double LINEAR = 1.1;

    private final BenchPlan plan;
    private final Measurements measured;

    BenchClaims(BenchPlan plan, Measurements measured) {
        this.plan = plan;
        this.measured = measured;
    }

    /** Returns how many times as fast as PyTorch as it is usually written an engine should be at one of the cases of the plan. */
    static double target(Engine engine, String name) {
        return switch (engine) {
            case SIMD ->
                switch (name) {
                    case "10x5x2" -> 20;
                    case "20x100x20" -> 14;
                    case "40x400x30" -> 12;
                    default -> throw new IllegalArgumentException(name);
                };
            case DL4J -> name.equals("10x5x2") ? 0.8 : 1;
        };
    }

    /** Returns every claim, judged or not run. */
    List<Claim> all() {
        List<Claim> claims = new ArrayList<>();
        for (Engine engine : Engine.values()) {
            measured.cases().forEach(times -> claims.add(fasterThanPyTorch(engine, times)));
        }
        claims.add(geometrySeconds());
        for (Engine engine : Engine.values()) {
            claims.add(geometryAgrees(engine));
        }
        claims.add(linear(CostPoint.Axis.INSTANCES));
        claims.add(linear(CostPoint.Axis.FEATURES));
        claims.add(linear(CostPoint.Axis.HIDDEN));
        return claims;
    }

    private Claim fasterThanPyTorch(Engine engine, CaseTimes times) {
        String name = times.training().name();
        double target = target(engine, name);
        return judge(
                new Statement(
                        engine.words() + "-" + name + "-against-pytorch",
                        "A training step of " + name + " on the " + engine.words() + " engine is at least "
                                + shown(target)
                                + " times as fast as in eager PyTorch as it is usually written, on the same machine.",
                        TARGET),
                times.ratio(engine, PeerWay.PLAIN).map(Ratio::interval),
                Band.atLeast(target));
    }

    private static String shown(double target) {
        return target == Math.rint(target) ? Long.toString((long) target) : String.format(Locale.ROOT, "%.1f", target);
    }

    private Claim geometrySeconds() {
        return judge(
                new Statement(
                        "geometry-run-seconds",
                        "The authors' geometry run, from start to end on the simd engine, takes at most "
                                + shown(GEOMETRY_SECONDS) + " s (one run).",
                        TARGET + "; the authors' own took 39 s on a GPU"),
                measured.geometry()
                        .flatMap(runs -> runs.full(Engine.SIMD))
                        .map(run -> new Interval(run.seconds(), run.seconds(), run.seconds())),
                Band.atMost(GEOMETRY_SECONDS));
    }

    private Claim geometryAgrees(Engine engine) {
        return judge(
                new Statement(
                        engine.words() + "-geometry-run-agrees",
                        "After the whole run on the " + engine.words() + " engine, D* is within the tolerance of the"
                                + " authors' own value at every density (levels that are).",
                        "Elhage et al. (2022), Toy Models of Superposition, notebook"),
                measured.geometry()
                        .flatMap(runs -> runs.full(engine))
                        .map(run -> new Interval(run.agreeing(), run.agreeing(), run.agreeing())),
                Band.atLeast(AuthorsGeometry.levels()));
    }

    private Claim linear(CostPoint.Axis axis) {
        return judge(
                new Statement(
                        "cost-is-linear-in-" + axis.words().replace(' ', '-'),
                        "At density 1 the time of a step grows no faster than the number of " + axis.words()
                                + " (exponent of a power law).",
                        TARGET),
                Optional.of(measured.costs().exponent(axis).interval()),
                Band.atMost(LINEAR));
    }

    private Claim judge(Statement statement, Optional<Interval> value, Band band) {
        return value.filter(any -> plan.isJudged())
                .map(interval -> Claim.judge(statement, interval, band))
                .orElseGet(() -> Claim.notRun(statement, band));
    }
}
