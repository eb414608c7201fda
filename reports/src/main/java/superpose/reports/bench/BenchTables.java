package superpose.reports.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import superpose.analysis.statistics.Interval;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.ledger.BenchEntry;
import superpose.reports.toymodels.AuthorsGeometry;
import superpose.toymodels.Engine;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The numbers of a benchmark as tables and as the rows of {@code bench.json}. */
final class BenchTables {

    private static final String UNKNOWN = "—";

    private final BenchPlan plan;
    private final Measurements measured;

    BenchTables(BenchPlan plan, Measurements measured) {
        this.plan = plan;
        this.measured = measured;
    }

    /** Returns the tables that a run writes. */
    List<Table> all() {
        List<Table> tables = new ArrayList<>(List.of(bench(), cases(), rounds(), costs(), exponents()));
        measured.geometry().ifPresent(runs -> {
            tables.add(geometryTimes(runs));
            tables.add(geometry(runs));
        });
        return tables;
    }

    /** One row for each row of {@code bench.json}, for the screen. */
    private Table bench() {
        StringColumn names = StringColumn.create("name");
        StringColumn units = StringColumn.create("unit");
        List<DoubleColumn> numbers = doubles("ours", "peer", "ratio", "floor");
        IntColumn threads = IntColumn.create("threads");
        StringColumn peers = StringColumn.create("against");
        for (BenchEntry entry : new BenchRows(plan, measured).all()) {
            names.append(entry.name());
            units.append(entry.unit());
            append(
                    numbers,
                    List.of(
                            entry.ours().value(),
                            entry.against().value().orElse(Double.NaN),
                            entry.ratio().orElse(Double.NaN),
                            entry.against().limit()));
            threads.append(entry.ours().threads());
            peers.append(entry.against().name());
        }
        return Table.create("bench", names, units)
                .addColumns(numbers.toArray(DoubleColumn[]::new))
                .addColumns(threads, peers);
    }

    /**
     * One row for each engine, case and way in which the peer is written: medians over the rounds in milliseconds a step, and
     * their ranges. Targets speak of the peer as it is usually written.
     */
    Table cases() {
        Table table = Table.create("cases");
        for (String column : List.of("case", "engine", "peer")) {
            table.addColumns(StringColumn.create(column));
        }
        List<DoubleColumn> numbers = doubles(
                "ms_per_step",
                "ms_min",
                "ms_max",
                "peer_ms_per_step",
                "peer_ms_min",
                "peer_ms_max",
                "ratio",
                "ratio_min",
                "ratio_max",
                "target",
                "floor_ms");
        IntColumn threads = IntColumn.create("threads");
        IntColumn peerThreads = IntColumn.create("peer_threads");
        for (Engine engine : Engine.values()) {
            for (CaseTimes times : measured.cases()) {
                for (PeerWay way : PeerWay.values()) {
                    table.stringColumn("case").append(times.training().name());
                    table.stringColumn("engine").append(engine.words());
                    table.stringColumn("peer").append("PyTorch " + way.words());
                    append(numbers, caseRow(engine, times, way));
                    threads.append(plan.threads());
                    times.peer(way)
                            .map(time -> time.setting().threads())
                            .ifPresentOrElse(peerThreads::append, peerThreads::appendMissing);
                }
            }
        }
        return table.addColumns(numbers.toArray(DoubleColumn[]::new)).addColumns(threads, peerThreads);
    }

    private List<Double> caseRow(Engine engine, CaseTimes times, PeerWay way) {
        List<Double> row = new ArrayList<>(three(Optional.of(times.of(engine))));
        row.addAll(three(times.peer(way).map(CaseTimes.PeerTime::spread)));
        row.addAll(three(times.ratio(engine, way).map(ratio -> new Spread(ratio.value(), ratio.min(), ratio.max()))));
        row.add(
                way == PeerWay.PLAIN
                        ? BenchClaims.target(engine, times.training().name())
                        : Double.NaN);
        row.add(measured.setting().floor(times.training()));
        return row;
    }

    /** The same rows in fewer columns, for the page, which has no room for the ranges of the peer's own times. */
    Table comparison() {
        Table table = Table.create("comparison");
        for (String column : List.of(
                "training",
                "engine",
                "ms a step",
                "PyTorch",
                "times as fast",
                "PyTorch tuned",
                "times as fast as tuned",
                "floor")) {
            table.addColumns(StringColumn.create(column));
        }
        for (CaseTimes times : measured.cases()) {
            for (Engine engine : Engine.values()) {
                List<String> row = new ArrayList<>(List.of(
                        times.training().name(),
                        engine.words(),
                        words(times.of(engine).interval())));
                for (PeerWay way : PeerWay.values()) {
                    row.add(times.peer(way)
                            .map(time -> ExperimentPage.number(time.spread().median()))
                            .orElse(UNKNOWN));
                    row.add(times.ratio(engine, way)
                            .map(ratio -> words(ratio.interval()))
                            .orElse(UNKNOWN));
                }
                row.add(ExperimentPage.number(measured.setting().floor(times.training())));
                for (int column = 0; column < row.size(); column++) {
                    table.stringColumn(column).append(row.get(column));
                }
            }
        }
        return table;
    }

    private static String words(Interval interval) {
        return ExperimentPage.number(interval.estimate()) + ExperimentPage.range(interval);
    }

    /** One row for each measurement. */
    private Table rounds() {
        StringColumn names = StringColumn.create("case");
        StringColumn who = StringColumn.create("who");
        IntColumn threads = IntColumn.create("threads");
        IntColumn round = IntColumn.create("round");
        DoubleColumn millis = DoubleColumn.create("ms_per_step");
        List<CaseTimes> all = new ArrayList<>(measured.cases());
        measured.geometry().map(GeometryRuns::sampled).ifPresent(all::add);
        for (CaseTimes times : all) {
            for (Engine engine : Engine.values()) {
                List<Double> rounds = times.rounds(engine);
                for (int index = 0; index < rounds.size(); index++) {
                    names.append(times.training().name());
                    who.append(engine.words());
                    threads.append(plan.threads());
                    round.append(index + 1);
                    millis.append(rounds.get(index));
                }
            }
            times.peerRounds().forEach((setting, answers) -> {
                for (int index = 0; index < answers.size(); index++) {
                    names.append(times.training().name());
                    who.append("pytorch " + setting.way().argument());
                    threads.append(setting.threads());
                    round.append(index + 1);
                    millis.append(answers.get(index).millis());
                }
            });
        }
        return Table.create("rounds", names, who, threads, round, millis);
    }

    /** One row for each point of the curves. */
    private Table costs() {
        Table table = Table.create("costs", StringColumn.create("varying"));
        for (CostPoint.Axis axis : CostPoint.Axis.values()) {
            table = table.rowCount() == 0 ? costs(axis) : table.append(costs(axis));
        }
        return table;
    }

    /** One row for each point of a curve. */
    Table costs(CostPoint.Axis axis) {
        StringColumn varying = StringColumn.create("varying");
        List<DoubleColumn> numbers = doubles(
                "size",
                "ms_per_step",
                "ms_min",
                "ms_max",
                "ns_per_entry",
                "ns_min",
                "ns_max",
                "relative_size",
                "relative_time");
        List<CostPoint> points = measured.costs().along(axis);
        CostPoint first = points.getFirst();
        for (CostPoint point : points) {
            Spread millis = measured.costs().of(point);
            List<Double> row = new ArrayList<>(List.of(point.size()));
            row.addAll(three(Optional.of(millis)));
            row.addAll(three(Optional.of(millis.times(1e6 / point.entries()))));
            row.add(point.size() / first.size());
            row.add(millis.median() / measured.costs().of(first).median());
            varying.append(axis.words());
            append(numbers, row);
        }
        return Table.create("costs", varying).addColumns(numbers.toArray(DoubleColumn[]::new));
    }

    /** One row for each size that varies. */
    Table exponents() {
        StringColumn varying = StringColumn.create("varying");
        List<DoubleColumn> numbers = doubles("exponent", "exponent_min", "exponent_max");
        for (CostPoint.Axis axis : CostPoint.Axis.values()) {
            if (axis != CostPoint.Axis.DENSITY) {
                varying.append(axis.words());
                append(numbers, three(Optional.of(measured.costs().exponent(axis))));
            }
        }
        return Table.create("exponents", varying).addColumns(numbers.toArray(DoubleColumn[]::new));
    }

    /** One row for everyone whose geometry run is known. */
    Table geometryTimes(GeometryRuns runs) {
        StringColumn who = StringColumn.create("who");
        DoubleColumn seconds = DoubleColumn.create("seconds");
        StringColumn how = StringColumn.create("how");
        for (Engine engine : Engine.values()) {
            runs.of(engine).ifPresent(time -> append(who, engine.words(), seconds, how, time));
        }
        for (PeerWay way : PeerWay.values()) {
            runs.ofPeer(way).ifPresent(time -> append(who, measured.peerName(runs.sampled(), way), seconds, how, time));
        }
        return Table.create("geometry_times", who, seconds, how);
    }

    private static void append(
            StringColumn who, String name, DoubleColumn seconds, StringColumn how, GeometryRuns.Duration time) {
        who.append(name);
        seconds.append(time.seconds());
        how.append(time.extrapolatedFrom() == 0 ? "measured" : time.remark().substring(2));
    }

    /** One row for each density and engine that went through the whole run. */
    Table geometry(GeometryRuns runs) {
        StringColumn engines = StringColumn.create("engine");
        List<DoubleColumn> numbers =
                doubles("level", "one_over_density", "d_star", "authors_d_star", "tolerance", "difference");
        StringColumn within = StringColumn.create("within");
        for (Engine engine : Engine.values()) {
            runs.full(engine).ifPresent(run -> {
                for (int level = 0; level < AuthorsGeometry.levels(); level++) {
                    double ours = run.dimensions().get(level);
                    double authors = AuthorsGeometry.dimensions(level);
                    engines.append(engine.words());
                    append(
                            numbers,
                            List.of(
                                    (double) level,
                                    1 / GeometryRuns.RUN.densities().get(level).value(),
                                    ours,
                                    authors,
                                    AuthorsGeometry.tolerance(level),
                                    ours - authors));
                    within.append(run.agrees(level) ? "yes" : "no");
                }
            });
        }
        return Table.create("geometry", engines)
                .addColumns(numbers.toArray(DoubleColumn[]::new))
                .addColumns(within);
    }

    private static List<DoubleColumn> doubles(String... names) {
        return Arrays.stream(names).map(DoubleColumn::create).toList();
    }

    private static List<Double> three(Optional<Spread> spread) {
        Spread known = spread.orElse(new Spread(Double.NaN, Double.NaN, Double.NaN));
        return List.of(known.median(), known.min(), known.max());
    }

    private static void append(List<DoubleColumn> columns, List<Double> row) {
        for (int column = 0; column < columns.size(); column++) {
            columns.get(column).append(row.get(column));
        }
    }
}
