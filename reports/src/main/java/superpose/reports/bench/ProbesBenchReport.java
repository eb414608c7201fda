package superpose.reports.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import superpose.analysis.statistics.Interval;
import superpose.analysis.statistics.PowerLaw;
import superpose.reports.bench.ProbeTimes.Case;
import superpose.reports.claims.Band;
import superpose.reports.claims.Claim;
import superpose.reports.claims.Statement;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.ledger.BenchEntry;
import superpose.reports.ledger.Request;
import superpose.reports.pages.Headline;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Page;
import superpose.reports.pages.Section;
import superpose.toymodels.MatrixProductPeak;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** What the benchmark of probes says: claims, tables, rows of {@code bench.json} and the page. */
final class ProbesBenchReport {

    private static final String TARGET = "target of this project";
    private static final double MOST_AUROC = 0.002;
    private static final double LEAST_COSINE = 0.999;
    private static final double LINEAR = 1.1;

    /** A logistic fit takes about so many passes of two products each; more only where classes can be separated. */
    private static final int PASSES = 10;

    private final ProbesBench.Plan plan;
    private final ProbeTimes times;
    private final MatrixProductPeak peak;

    ProbesBenchReport(ProbesBench.Plan plan, ProbeTimes times, MatrixProductPeak peak) {
        this.plan = plan;
        this.times = times;
        this.peak = peak;
    }

    List<Claim> claims() {
        List<Claim> claims = new ArrayList<>();
        for (Case timed : Case.values()) {
            claims.add(judge(
                    new Statement(
                            timed.entry().replace(' ', '-') + "-against-scikit-learn",
                            "From the raw rows, " + timed.words() + " is at least "
                                    + ExperimentPage.number(timed.target())
                                    + " times as fast as in scikit-learn on the same machine.",
                            TARGET),
                    times.ratio(timed).map(Ratio::interval),
                    Band.atLeast(timed.target())));
        }
        claims.add(judge(
                new Statement(
                        "auroc-agrees-with-scikit-learn",
                        "On rows that neither has seen, no label's AUROC differs from scikit-learn's by more than "
                                + MOST_AUROC + " (largest difference).",
                        TARGET),
                times.agreement().map(found -> exactly(found.auroc())),
                Band.atMost(MOST_AUROC)));
        claims.add(judge(
                new Statement(
                        "coefficients-agree-with-scikit-learn",
                        "The coefficients of every logistic probe point where scikit-learn's do (least cosine).",
                        TARGET),
                times.agreement().map(found -> exactly(found.cosine())),
                Band.atLeast(LEAST_COSINE)));
        claims.add(judge(
                new Statement(
                        "ridge-agrees-with-scikit-learn",
                        "The coefficients of every ridge regression point where scikit-learn's do (least cosine).",
                        TARGET),
                times.agreement().map(found -> exactly(found.ridgeCosine())),
                Band.atLeast(LEAST_COSINE)));
        claims.add(judge(
                new Statement(
                        "streamed-time-is-linear-in-rows",
                        "The time of a probe whose rows are not kept in memory grows no faster than their number"
                                + " (exponent of a power law).",
                        TARGET),
                Optional.of(exponent().interval()),
                Band.atMost(LINEAR)));
        return claims;
    }

    private Claim judge(Statement statement, Optional<Interval> value, Band band) {
        return value.filter(any -> plan.isJudged())
                .map(interval -> Claim.judge(statement, interval, band))
                .orElseGet(() -> Claim.notRun(statement, band));
    }

    private static Interval exactly(double value) {
        return new Interval(value, value, value);
    }

    private Spread exponent() {
        double[] rows =
                plan.streamedRows().stream().mapToDouble(Integer::doubleValue).toArray();
        return Spread.of(times.streamed().stream()
                .map(round -> PowerLaw.of(
                                rows,
                                round.stream().mapToDouble(Double::doubleValue).toArray())
                        .exponent())
                .toList());
    }

    /** Returns the times of both sides. */
    Table table() {
        Table table = Table.create("bench")
                .addColumns(
                        StringColumn.create("fit"),
                        DoubleColumn.create("seconds"),
                        DoubleColumn.create("fastest"),
                        DoubleColumn.create("slowest"),
                        DoubleColumn.create("scikit-learn seconds"),
                        DoubleColumn.create("times as fast"));
        for (Case timed : Case.values()) {
            Spread ours = times.ours(timed);
            table.stringColumn(0).append(timed.words());
            table.doubleColumn(1).append(ours.median());
            table.doubleColumn(2).append(ours.min());
            table.doubleColumn(3).append(ours.max());
            times.peer(timed)
                    .map(Spread::median)
                    .ifPresentOrElse(
                            table.doubleColumn(4)::append,
                            () -> table.doubleColumn(4).appendMissing());
            times.ratio(timed)
                    .map(Ratio::value)
                    .ifPresentOrElse(
                            table.doubleColumn(5)::append,
                            () -> table.doubleColumn(5).appendMissing());
        }
        return table;
    }

    /** Returns the times of streamed fits. */
    Table streamedTable() {
        Table table = Table.create("streamed")
                .addColumns(
                        IntColumn.create("rows"),
                        DoubleColumn.create("seconds"),
                        DoubleColumn.create("microseconds a row"));
        for (int i = 0; i < plan.streamedRows().size(); i++) {
            int size = i;
            int rows = plan.streamedRows().get(i);
            double seconds = Spread.of(times.streamed().stream()
                            .map(round -> round.get(size))
                            .toList())
                    .median();
            table.intColumn(0).append(rows);
            table.doubleColumn(1).append(seconds);
            table.doubleColumn(2).append(seconds / rows * 1e6);
        }
        return table;
    }

    List<BenchEntry> entries() {
        List<BenchEntry> entries = new ArrayList<>();
        for (Case timed : Case.values()) {
            entries.add(new BenchEntry(
                    timed.entry() + " " + plan.size().words(),
                    "s",
                    new BenchEntry.Ours(
                            "superpose " + timed.words(), times.ours(timed).median(), plan.threads()),
                    new BenchEntry.Against(
                            "scikit-learn",
                            times.peerWords(),
                            times.peer(timed).map(Spread::median),
                            operations(timed) / (peak.gigaflops() * 1e9))));
        }
        return entries;
    }

    /** Returns the operations of the matrix products that a fit is made of; half the Gram matrix is worked out. */
    private double operations(Case timed) {
        ProbeWorld.Size size = plan.size();
        double product = 2.0 * size.training() * size.neurons();
        double gram = product * size.neurons() / 2;
        return gram
                + switch (timed) {
                    case ONE -> 2 * PASSES * product;
                    case MANY -> 2 * PASSES * product * size.labels();
                    case RIDGE -> product * size.labels();
                };
    }

    Page page(Request request, List<Claim> claims, Load load) {
        String many = shown(Case.MANY);
        return new Page(
                new Headline(
                        "How fast probes are fitted",
                        plan.size().labels() + " logistic probes on "
                                + plan.size().training() + " rows of "
                                + plan.size().neurons() + " neurons take "
                                + ExperimentPage.number(times.ours(Case.MANY).median())
                                + " s here; against scikit-learn: "
                                + many + "."),
                List.of(
                        new KeyNumber(shown(Case.ONE), "one logistic probe", "target at least 0.67×"),
                        new KeyNumber(many, plan.size().labels() + " logistic probes", "target at least 3×"),
                        new KeyNumber(
                                shown(Case.RIDGE),
                                "ridge regression of " + plan.size().labels() + " targets",
                                "target at least 1×")),
                List.of(
                        Section.titled("Times")
                                .prose("Both sides start from the same "
                                        + plan.size().training() + " x "
                                        + plan.size().neurons()
                                        + " float32 rows, standardise them and fit with the same"
                                        + " penalty (C = 1, alpha = 1); scikit-learn fits its logistic probes in a loop,"
                                        + " by its default solver, on the threads it chooses, here " + plan.threads()
                                        + ". " + plan.rounds()
                                        + " rounds after one that does not count, each way once in"
                                        + " each. Neurons share 16 factors and have unlike scales; a tenth of them tells"
                                        + " of each label. The more neurons are alike, the longer scikit-learn takes,"
                                        + " while a fit here stays at about ten passes. The machine: " + load.words()
                                        + ".")
                                .table("Seconds: medians of the rounds, the fastest and the slowest", table())
                                .prose(agreement()),
                        Section.titled("Rows that are not kept in memory")
                                .prose("One logistic probe reads its rows anew in every pass, as it does where they are"
                                        + " more than a quarter of the heap.")
                                .table("Seconds by the number of rows, medians of the rounds", streamedTable()),
                        Section.titled("Claims and verdicts")
                                .prose("A claim about speed is reproduced when it holds in every round.")
                                .claims(claims.stream().map(ExperimentPage::row).toList())),
                ExperimentPage.provenance(request).with("Peer", times.peerWords()));
    }

    private String shown(Case timed) {
        return times.ratio(timed)
                .map(ratio -> ExperimentPage.number(ratio.value()) + "×")
                .orElse("not compared");
    }

    private String agreement() {
        return times.agreement()
                .map(found -> String.format(
                        Locale.ROOT,
                        "On %d test rows the largest difference of a label's AUROC is %.1e; the least cosine between"
                                + " coefficients is %.6f for logistic probes and %.6f for ridge regressions.",
                        plan.size().test(),
                        found.auroc(),
                        found.cosine(),
                        found.ridgeCosine()))
                .orElse("There is nothing to compare with: " + times.peerWords() + ".");
    }
}
