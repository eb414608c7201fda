package superpose.reports.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import superpose.data.Require;
import superpose.reports.claims.Band;
import superpose.reports.claims.Claim;
import superpose.reports.claims.Statement;
import superpose.reports.experiments.Experiment;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Lab;
import superpose.reports.experiments.Preset;
import superpose.reports.ledger.BenchEntry;
import superpose.reports.ledger.Request;
import superpose.reports.pages.Headline;
import superpose.reports.pages.KeyNumber;
import superpose.reports.pages.Page;
import superpose.reports.pages.Section;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * What does reading inner tensors cost, beside running the model with ONNX Runtime alone?
 *
 * <p>The small language model that comes with Superpose runs over its texts. In every round each way is timed once, one after
 * the other, after a round that does not count.
 */
public final class TapBench implements Experiment {

    private static final String TARGET = "target of this project";
    private static final double MOST_COST = 1.15;
    private static final double LEAST_TOKENS = 10_000;
    private static final String PEER = "ONNX Runtime alone";

    private final Preset preset;
    private final int rounds;
    private final int threads;

    /**
     * Plans a benchmark.
     *
     * @param preset {@code smoke} runs a few texts once and judges nothing
     * @param rounds how many times everything is timed, at least 1
     */
    public TapBench(Preset preset, int rounds, int threads) {
        this.preset = preset;
        this.rounds = Require.positive(rounds, "rounds");
        this.threads = threads;
    }

    /** Seconds of every round. */
    private record Times(List<Double> alone, List<Double> tapped, List<Double> stored, long tokens) {

        /** Returns how many times as long the tapped model takes as ONNX Runtime alone. */
        Spread cost() {
            List<Double> costs = new ArrayList<>();
            for (int round = 0; round < alone.size(); round++) {
                costs.add(tapped.get(round) / alone.get(round));
            }
            return Spread.of(costs);
        }

        /** Returns tokens a second into a store. */
        Spread speed() {
            return Spread.of(stored.stream().map(seconds -> tokens / seconds).toList());
        }
    }

    @Override
    public Request request() {
        return new Request("bench-tap", preset.words(), Map.of("rounds", rounds, "threads", threads));
    }

    @Override
    public Findings run(Lab lab) {
        Load load = Load.now();
        lab.progress().begin("timing taps", rounds + 1L);
        Times times = timed(lab);
        lab.progress().end();
        List<Claim> claims = List.of(
                judge(
                        new Statement(
                                "tapping-costs-little",
                                "Reading all residual streams of a small language model, beside its output, takes at most "
                                        + MOST_COST + " times as long as running it with ONNX Runtime alone.",
                                TARGET),
                        times.cost(),
                        Band.atMost(MOST_COST)),
                judge(
                        new Statement(
                                "tokens-a-second-into-a-store",
                                "All residual streams of the model go into a store at 10,000 tokens a second or more.",
                                TARGET),
                        times.speed(),
                        Band.atLeast(LEAST_TOKENS)));
        return new Findings(
                page(times, claims, load),
                claims,
                new Findings.Numbers(List.of(table(times)), Map.of("bench.json", BenchEntry.json(entries(times)))),
                Map.of("load_before", load.average()));
    }

    private Times timed(Lab lab) {
        int texts = preset == Preset.SMOKE ? 16 : Integer.MAX_VALUE;
        Times times = new Times(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), 0);
        try (TapRun run = new TapRun(Files.createTempDirectory("superpose-bench-tap"), threads, texts)) {
            for (int round = 0; round <= rounds; round++) {
                double alone = Math.min(run.batchesSideBySide(), run.oneBatchAtOnce());
                double tapped = run.tapped();
                double stored = run.stored();
                // The first round only warms up.
                if (round > 0) {
                    times.alone.add(alone);
                    times.tapped.add(tapped);
                    times.stored.add(stored);
                }
                lab.progress().advance(1);
            }
            return new Times(times.alone, times.tapped, times.stored, run.tokens());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Claim judge(Statement statement, Spread value, Band band) {
        return preset == Preset.SMOKE ? Claim.notRun(statement, band) : Claim.judge(statement, value.interval(), band);
    }

    private static Table table(Times times) {
        Table table = Table.create(
                "bench",
                StringColumn.create("what"),
                DoubleColumn.create("seconds"),
                DoubleColumn.create("fastest"),
                DoubleColumn.create("slowest"),
                DoubleColumn.create("tokens a second"));
        row(table, PEER, times.alone, times.tokens);
        row(table, "streams and output read", times.tapped, times.tokens);
        row(table, "streams into a store", times.stored, times.tokens);
        return table;
    }

    private static void row(Table table, String what, List<Double> seconds, long tokens) {
        Spread spread = Spread.of(seconds);
        table.stringColumn(0).append(what);
        table.doubleColumn(1).append(spread.median());
        table.doubleColumn(2).append(spread.min());
        table.doubleColumn(3).append(spread.max());
        table.doubleColumn(4).append(tokens / spread.median());
    }

    private List<BenchEntry> entries(Times times) {
        return List.of(
                entry("tap streams", times.tapped, times), entry("tap streams into a store", times.stored, times));
    }

    private BenchEntry entry(String name, List<Double> ours, Times times) {
        double alone = Spread.of(times.alone).median();
        return new BenchEntry(
                name,
                "s",
                new BenchEntry.Ours(name, Spread.of(ours).median(), threads),
                new BenchEntry.Against("the model's output only", PEER, Optional.of(alone), alone));
    }

    private Page page(Times times, List<Claim> claims, Load load) {
        Spread cost = times.cost();
        Spread speed = times.speed();
        String asLong = ExperimentPage.number(cost.median());
        String tokens = String.format(Locale.ROOT, "%,.0f", speed.median());
        return new Page(
                new Headline(
                        "What tapping a model costs",
                        "Reading all residual streams of a small language model takes " + asLong
                                + " times as long as running it with ONNX Runtime alone; into a store go " + tokens
                                + " tokens a second."),
                List.of(
                        new KeyNumber(
                                asLong + "×", "the time of ONNX Runtime alone", "target at most " + MOST_COST + "×"),
                        new KeyNumber(tokens, "tokens a second into a store", "target at least 10,000")),
                List.of(
                        Section.titled("Times")
                                .prose("A GPT-2 of 4 layers and 128 neurons runs over " + times.tokens
                                        + " tokens in batches of 8 texts of 128 tokens, on " + threads
                                        + " threads; " + rounds
                                        + " rounds after one that does not count, every way once"
                                        + " in each. ONNX Runtime alone is timed in two ways, a batch on each thread and"
                                        + " one batch on all threads, and the faster counts; its outputs are not even"
                                        + " copied. Tapped, the model gives its output and five residual streams to Java."
                                        + " Into a store go the streams, with checksums and moments, from making the"
                                        + " model ready to the last file. The machine: " + load.words() + ".")
                                .table("Seconds: medians of the rounds, the fastest and the slowest", table(times)),
                        Section.titled("Claims and verdicts")
                                .prose("A claim about speed is reproduced when it holds in every round.")
                                .claims(claims.stream().map(ExperimentPage::row).toList())),
                ExperimentPage.provenance(request()).with("Peer", PEER));
    }
}
