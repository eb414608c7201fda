package superpose.reports.toymodels;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import superpose.reports.figures.Chart;
import superpose.reports.figures.ChartAxis;
import superpose.reports.figures.ChartText;
import superpose.reports.figures.LineChart;
import superpose.reports.pages.Section;
import superpose.reports.toymodels.DimensionSearch.Need;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The tables and figures of {@link ComputationInSuperposition}.
 *
 * @param needs the fewest dimensions that were found
 * @param most features in the sweep of k under the worst input
 * @param middle features in the sweep of k on random inputs
 */
record ReadOutFigures(List<Need> needs, int most, int middle) {

    List<Table> tables() {
        return List.of(table("dimensions", needs), means("means", needs));
    }

    List<Section> sections() {
        return List.of(overActive(), overFeatures());
    }

    private Section overActive() {
        List<Need> sweep = chosen(need -> switch (need.readOut()) {
            case LINEAR_WORST -> need.features() == most;
            case LINEAR_RANDOM, PURSUIT -> need.features() == middle;
        });
        return Section.titled("More features on: the square, or in proportion")
                .prose(
                        "Features have random directions of length one, and a value of 0 or 1. A read-out is good when it"
                                + " gets every feature right to within " + ReadTrial.ERROR
                                + ". Three are compared: the product with the feature's own direction under the worst of all"
                                + " inputs, found exactly, for the mean feature (" + most
                                + " features); the same product on random inputs, right for 95 % of them; and orthogonal matching"
                                + " pursuit, told how many features are on, on random inputs, right for 95 % of them ("
                                + middle
                                + " features).\n\nThe worst input of matching pursuit cannot be found, so that its line and the"
                                + " first differ in two ways; the line in the middle shows how much of the gap is due to the"
                                + " inputs and how much to the reader.")
                .chart(chart(
                        new ChartText(
                                "Dimensions that are enough, over features that are on",
                                "Lines are means over draws of the directions, dots are single draws."),
                        sweep,
                        ChartAxis.log2("active", "features that are on, k")));
    }

    private Section overFeatures() {
        List<Need> sweep = chosen(need -> switch (need.readOut()) {
            case LINEAR_WORST -> need.active() == ComputationInSuperposition.FEW;
            case PURSUIT -> need.active() == ComputationInSuperposition.SOME;
            case LINEAR_RANDOM -> false;
        });
        return Section.titled("More features in all: a logarithm")
                .prose("The worst input of the linear read-out has " + ComputationInSuperposition.FEW
                        + " features on, the random inputs of matching pursuit " + ComputationInSuperposition.SOME
                        + ". If dimensions go with the logarithm, each doubling of the features costs as many as the one"
                        + " before.")
                .chart(chart(
                        new ChartText(
                                "Dimensions that are enough, over features in all",
                                "Lines are means over draws of the directions, dots are single draws."),
                        sweep,
                        ChartAxis.log2("features", "features, m")));
    }

    private List<Need> chosen(Predicate<Need> is) {
        return needs.stream().filter(is).toList();
    }

    private static Chart chart(ChartText text, List<Need> sweep, ChartAxis x) {
        return LineChart.of(text, means("means", sweep), x, ChartAxis.log10("dimensions", "dimensions that are enough"))
                .seriesBy("read_out")
                .dots(table("dimensions", sweep), "dimensions")
                .chart()
                .withTableFile("tables/dimensions.csv");
    }

    private static Table means(String name, List<Need> needs) {
        Map<List<Object>, List<Need>> groups = needs.stream()
                .collect(Collectors.groupingBy(
                        need -> List.of(need.readOut(), need.features(), need.active()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Need> means = new ArrayList<>();
        groups.values().forEach(group -> {
            Need first = group.getFirst();
            double mean = group.stream().mapToDouble(Need::hidden).average().orElseThrow();
            means.add(new Need(first.readOut(), first.features(), first.active(), group.size(), mean));
        });
        Table table = table(name, means);
        table.column("seed").setName("seeds");
        return table;
    }

    private static Table table(String name, List<Need> needs) {
        StringColumn readOut = StringColumn.create("read_out");
        IntColumn features = IntColumn.create("features");
        IntColumn active = IntColumn.create("active");
        IntColumn seed = IntColumn.create("seed");
        DoubleColumn hidden = DoubleColumn.create("dimensions");
        for (Need need : needs) {
            readOut.append(need.readOut().words());
            features.append(need.features());
            active.append(need.active());
            seed.append(need.seed());
            hidden.append(need.hidden());
        }
        return Table.create(name, readOut, features, active, seed, hidden);
    }
}
