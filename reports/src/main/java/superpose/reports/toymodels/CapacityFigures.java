package superpose.reports.toymodels;

import java.util.List;
import superpose.data.Density;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.HeatmapChart;
import superpose.reports.figures.LineChart;
import superpose.reports.pages.Section;
import superpose.reports.toymodels.CapacityAllocation.Run;
import superpose.reports.toymodels.CapacityAllocation.Size;
import superpose.reports.toymodels.CapacityAllocation.SolvedPair;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The tables and figures of {@link CapacityAllocation}. */
record CapacityFigures(List<Density> densities, Size size) {

    List<Table> tables(List<SolvedPair> pairs, List<Run> runs) {
        return List.of(pairTable(pairs), fateMeans(runs), fates(runs), features(runs));
    }

    List<Section> sections(List<SolvedPair> pairs, List<Run> runs) {
        return List.of(quadratic(pairTable(pairs)), fateSection(runs), featureSection(features(runs)));
    }

    private static Section quadratic(Table pairs) {
        return Section.titled("Two features, one unit: sharing needs heavy tails")
                .prose(
                        "The task is to compute `x1^2 + v x2^2` through one hidden unit that is squared. The optimum is known:"
                                + " the second feature gets nothing where its worth v is at most 2/(kurtosis - 1), and shares"
                                + " above. A feature that is normal when on, and on with chance p, has a kurtosis of 3/p: rare"
                                + " features have heavy tails. A unit that is spent on one feature alone leaves a capacity of 0"
                                + " for the other; 1/2 is an equal share.")
                .chart(HeatmapChart.of(
                                new ChartText(
                                        "Capacity of the second feature",
                                        "Where the best of two gradient descents ends."),
                                pairs,
                                ChartAxis.category("kurtosis", "kurtosis of the features"),
                                ChartAxis.category("value", "worth of the second feature"))
                        .value(ChartAxis.linear("capacity", "capacity").within(0, 0.5))
                        .chart()
                        .withTableFile("tables/pairs.csv"));
    }

    private Section fateSection(List<Run> runs) {
        return Section.titled("Three fates")
                .prose("Models of " + size.features() + " features of importance 0.9^i in " + size.hidden()
                        + " hidden units with a ReLU at the output. A feature with a capacity of 0.05 or less counts as"
                        + " ignored, with 0.95 or more as dedicated; the rest share. The thresholds are ours.")
                .chart(LineChart.of(
                                new ChartText(
                                        "Fates of features over sparsity",
                                        "Lines are means, dots are the seeds behind them."),
                                fateMeans(runs),
                                ChartAxis.log2("per_occurrence", "samples per occurrence of a feature, 1/density"),
                                ChartAxis.linear("features", "features"))
                        .seriesBy("fate")
                        .dots(fates(runs), "features")
                        .reference(size.hidden(), "hidden units")
                        .chart()
                        .withTableFile("tables/fates.csv"));
    }

    private Section featureSection(Table features) {
        Table first = features.where(features.intColumn("seed").isEqualTo(0)).setName("features");
        return Section.titled("Who gets what")
                .prose(
                        "The most important feature is on the left. Where features are dense the budget goes to the first "
                                + size.hidden() + ", whole; as they get rarer, it is cut up and spread.")
                .chart(HeatmapChart.of(
                                new ChartText("Capacity of every feature", "The first seed at every density."),
                                first,
                                ChartAxis.category("feature", "feature, by importance"),
                                ChartAxis.category("density", "density"))
                        .value(ChartAxis.linear("capacity", "capacity").within(0, 1))
                        .chart()
                        .withTableFile("tables/features.csv"));
    }

    private static Table pairTable(List<SolvedPair> pairs) {
        StringColumn value = StringColumn.create("value");
        StringColumn kurtosis = StringColumn.create("kurtosis");
        DoubleColumn capacity = DoubleColumn.create("capacity");
        DoubleColumn exact = DoubleColumn.create("closed_form");
        for (SolvedPair solved : pairs) {
            value.append(ExperimentPage.number(solved.pair().value()));
            kurtosis.append(String.valueOf(solved.pair().kurtosis()));
            capacity.append(solved.descended());
            exact.append(solved.pair().capacityOfSecond());
        }
        return Table.create("pairs", value, kurtosis, capacity, exact);
    }

    private Table fates(List<Run> runs) {
        FateTable table = new FateTable("fates");
        for (int seed = 0; seed < runs.size(); seed++) {
            for (int level = 0; level < densities.size(); level++) {
                Run run = runs.get(seed);
                double place = 1 / densities.get(level).value();
                String name = String.valueOf(seed);
                table.add(name, place, "dedicated", run.dedicated(level));
                table.add(name, place, "shared", run.shared(level));
                table.add(name, place, "ignored", run.ignored(level));
            }
        }
        return table.table();
    }

    private Table fateMeans(List<Run> runs) {
        FateTable table = new FateTable("fate-means");
        for (int index = 0; index < densities.size(); index++) {
            int level = index;
            double place = 1 / densities.get(level).value();
            double seeds = runs.size();
            table.add(
                    "mean",
                    place,
                    "dedicated",
                    runs.stream().mapToInt(run -> run.dedicated(level)).sum() / seeds);
            table.add(
                    "mean",
                    place,
                    "shared",
                    runs.stream().mapToInt(run -> run.shared(level)).sum() / seeds);
            table.add(
                    "mean",
                    place,
                    "ignored",
                    runs.stream().mapToInt(run -> run.ignored(level)).sum() / seeds);
        }
        return table.table();
    }

    /** Counts of features by fate, in long form. */
    private static final class FateTable {

        private final String name;
        private final StringColumn seeds = StringColumn.create("seed");
        private final DoubleColumn places = DoubleColumn.create("per_occurrence");
        private final StringColumn fates = StringColumn.create("fate");
        private final DoubleColumn counts = DoubleColumn.create("features");

        FateTable(String name) {
            this.name = name;
        }

        void add(String seed, double place, String fate, double count) {
            seeds.append(seed);
            places.append(place);
            fates.append(fate);
            counts.append(count);
        }

        Table table() {
            return Table.create(name, seeds, places, fates, counts);
        }
    }

    private Table features(List<Run> runs) {
        IntColumn seeds = IntColumn.create("seed");
        StringColumn density = StringColumn.create("density");
        IntColumn features = IntColumn.create("feature");
        DoubleColumn capacity = DoubleColumn.create("capacity");
        for (int seed = 0; seed < runs.size(); seed++) {
            for (int level = 0; level < densities.size(); level++) {
                double[] shares = runs.get(seed).capacities().get(level);
                for (int feature = 0; feature < shares.length; feature++) {
                    seeds.append(seed);
                    density.append(String.valueOf(densities.get(level).value()));
                    features.append(feature);
                    capacity.append(shares[feature]);
                }
            }
        }
        return Table.create("features", seeds, density, features, capacity);
    }
}
