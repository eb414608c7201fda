package superpose.reports.bench;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.ledger.Machine;
import superpose.reports.ledger.Request;
import superpose.reports.pages.DataTable;
import superpose.reports.pages.Headline;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Page;
import superpose.reports.pages.Section;
import superpose.reports.toymodels.AuthorsGeometry;
import superpose.toymodels.Backend;
import superpose.toymodels.Engine;

/** The page of a benchmark of trainings. */
final class BenchReport {

    private final BenchPlan plan;
    private final Measurements measured;
    private final List<Claim> claims;
    private final BenchTables tables;
    private final BenchFigures figures;

    BenchReport(BenchPlan plan, Measurements measured, List<Claim> claims) {
        this.plan = plan;
        this.measured = measured;
        this.claims = claims;
        tables = new BenchTables(plan, measured);
        figures = new BenchFigures(measured, tables);
    }

    Page page(Request request) {
        List<Section> sections = new ArrayList<>();
        sections.add(against());
        measured.geometry().map(this::geometry).ifPresent(sections::add);
        sections.add(costs());
        sections.add(method());
        sections.add(verdicts());
        return new Page(
                new Headline("How fast toy models train", answer()),
                keyNumbers(),
                sections,
                ExperimentPage.provenance(request)
                        .with("Peer", measured.setting().peer()));
    }

    private String answer() {
        String cores = "On " + plan.threads() + (plan.threads() == 1 ? " core" : " cores") + " of this machine, ";
        List<Double> plain = ratios(PeerWay.PLAIN);
        List<Double> tuned = ratios(PeerWay.TUNED);
        if (plain.size() == measured.cases().size()) {
            return cores + "the simd engine trains " + joined(plain.stream().map(BenchReport::times))
                    + " times as fast as "
                    + measured.setting().peer() + " as usually written, and "
                    + joined(tuned.stream().map(BenchReport::times)) + " times as fast as the same tuned by hand, at "
                    + joined(names()) + " (instances x features x hidden units)" + geometryClause() + ".";
        }
        return cores + "the simd engine takes "
                + joined(measured.cases().stream()
                        .map(times ->
                                ExperimentPage.number(times.of(Engine.SIMD).median())))
                + " ms a step at " + joined(names()) + " (instances x features x hidden units)" + geometryClause()
                + "; there is no peer to compare with.";
    }

    private List<Double> ratios(PeerWay way) {
        return measured.cases().stream()
                .flatMap(times -> times.ratio(Engine.SIMD, way).stream())
                .map(Ratio::value)
                .toList();
    }

    private Stream<String> names() {
        return measured.cases().stream().map(times -> times.training().name());
    }

    private String geometryClause() {
        return measured.geometry()
                .flatMap(runs -> runs.full(Engine.SIMD))
                .map(run -> "; the authors' whole geometry run takes " + ExperimentPage.number(run.seconds()) + " s")
                .orElse("");
    }

    private static String joined(Stream<String> words) {
        List<String> all = words.toList();
        return all.stream().limit(all.size() - 1L).collect(Collectors.joining(", ")) + " and " + all.getLast();
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, ratio < 10 ? "%.1f" : "%.0f", ratio);
    }

    private List<KeyNumber> keyNumbers() {
        List<KeyNumber> keys = new ArrayList<>();
        for (CaseTimes times : measured.cases()) {
            Spread ours = times.of(Engine.SIMD);
            String millis = ExperimentPage.number(ours.median()) + " ms";
            Optional<Ratio> ratio = times.ratio(Engine.SIMD, PeerWay.PLAIN);
            String tuned = times.ratio(Engine.SIMD, PeerWay.TUNED)
                    .map(other -> "; " + times(other.value()) + "× PyTorch tuned by hand")
                    .orElse("");
            keys.add(
                    ratio.isPresent()
                            ? new KeyNumber(
                                    times(ratio.get().value()) + "×",
                                    "as fast as PyTorch, " + times.training().name(),
                                    millis + tuned + "; target "
                                            + times(BenchClaims.target(
                                                    Engine.SIMD,
                                                    times.training().name())) + "×")
                            : new KeyNumber(
                                    ExperimentPage.number(ours.median()) + " ms",
                                    "a step of " + times.training().name(),
                                    "simd, no peer"));
        }
        measured.geometry()
                .flatMap(runs -> runs.full(Engine.SIMD))
                .ifPresent(run -> keys.add(new KeyNumber(
                        ExperimentPage.number(run.seconds()) + " s",
                        "the authors' geometry run",
                        run.agreeing() + " of " + AuthorsGeometry.levels() + " densities end where theirs did")));
        return keys;
    }

    private Section against() {
        Section section = Section.titled("Against eager PyTorch")
                .prose("The same trainings on the same machine in turn: "
                        + measured.setting().peer()
                        + ". A name such as 20x100x20 says how many models train at once, how many features each has"
                        + " and into how many hidden units they go. The floor is what the five matrix products of a"
                        + " step would take if nothing else were to do and every one ran as fast as a large product"
                        + " does here ("
                        + ExperimentPage.number(measured.setting().peak().gigaflops())
                        + " GFLOP/s in single precision).");
        for (CaseTimes times : measured.cases()) {
            section = times.failure()
                    .map(reason -> reason + " (at " + times.training().name() + ").")
                    .map(section::prose)
                    .orElse(section);
        }
        section = figures.ratios().map(section::chart).orElse(section);
        return section.table(
                "Every training: medians of the rounds, in brackets the fastest and the slowest, and the floor; times in"
                        + " milliseconds a step",
                tables.comparison());
    }

    private Section geometry(GeometryRuns runs) {
        Section section = Section.titled("The authors' geometry run")
                .prose("Elhage et al. (2022) train twenty models of 200 features in 20 hidden units at densities from 1"
                        + " to 1/20, for 10,000 steps of 1,024 samples, and look at D*, the dimensions that a feature"
                        + " has: hidden units over the squared length of all directions. Fast is worth nothing if it"
                        + " ends elsewhere, so the whole run is timed and its end compared with theirs.");
        section = figures.dimensions(runs).map(section::chart).orElse(section);
        return section.table("Wall time of the whole run, in seconds", tables.geometryTimes(runs))
                .add(new DataTable(
                        "Where it ended, beside the authors' own values",
                        tables.geometry(runs),
                        Optional.of("tables/geometry.csv")));
    }

    private Section costs() {
        return Section.titled("What a step costs")
                .prose("The simd engine alone. The first figure shows what sparsity is worth, the second that nothing"
                        + " explodes: twice the work should take no more than twice the time.")
                .chart(figures.densities())
                .chart(figures.sizes())
                .add(new DataTable(
                        "Exponents of power laws of time over size, with their range over the rounds",
                        tables.exponents(),
                        Optional.of("tables/exponents.csv")));
    }

    private Section method() {
        Machine machine = Machine.current();
        Backend backend = Backend.loaded();
        return Section.titled("How it was measured")
                .prose("*What.* A training of tied ReLU-output models: draw " + BenchPlan.RECIPE.batch()
                        + " fresh samples for each, forward, backward, AdamW (rate 0.001, decay 0.01 on every"
                        + " parameter), in single precision. Densities fall from 1 to 1/20 over the instances, as in"
                        + " the notebook of Elhage et al. (2022). Our time of a step is what a training of many steps takes"
                        + " longer than one of a single step (the fastest of three), by the steps that it has more: like"
                        + " the peer's it leaves out the start. The whole geometry run has its start in it.\n\n"
                        + "*When.* " + plan.effort().rounds()
                        + " rounds; in each, every case is timed once on each engine and then on PyTorch, one after the"
                        + " other, each for at least about "
                        + seconds()
                        + " s. Medians over the rounds; ranges are the fastest and the slowest round. A ratio is the"
                        + " peer's median over ours; its range, the least and the greatest ratio within a round.\n\n"
                        + "*Warm-up.* Ours: before the first round every case is trained on both engines for longer and"
                        + " longer, until two in a row take "
                        + seconds()
                        + " s. The peer: a fresh process for every measurement, at least three steps and half the"
                        + " measured time before the clock starts; the median of five blocks.\n\n"
                        + "*Threads.* Ours: " + plan.threads() + ". The peer: "
                        + plan.peerThreads().stream().map(String::valueOf).collect(Collectors.joining(" and "))
                        + ", for PyTorch and its BLAS alike; the faster of them counts in each case.\n\n"
                        + "*The peer.* Our own script in eager PyTorch, with an instance axis and batched products,"
                        + " written in two ways. As usually written it follows the notebook: two random numbers for each"
                        + " entry, one for whether the feature is on and one for its value, the mean of squared"
                        + " differences, and AdamW as it comes; the targets speak of this. Tuned by hand it draws one"
                        + " number for each entry, works in place where it can, and takes the fastest form of AdamW that"
                        + " its version has.\n\n"
                        + "*Machine.* " + machine.processor() + ", " + machine.cores() + " cores, Java "
                        + machine.java() + ", ND4J's " + backend.name() + " back end in its "
                        + backend.instructions() + " build; "
                        + measured.setting().load().words() + ".");
    }

    private String seconds() {
        return BigDecimal.valueOf(plan.effort().seconds()).stripTrailingZeros().toPlainString();
    }

    private Section verdicts() {
        return Section.titled("Claims and verdicts")
                .prose("A claim about speed is reproduced when it holds in every round, refuted when it holds in none,"
                        + " inconclusive otherwise."
                        + (plan.isJudged() ? "" : " This run was too short for any of them."))
                .claims(claims.stream().map(ExperimentPage::row).toList());
    }
}
