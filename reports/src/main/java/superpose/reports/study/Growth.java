package superpose.reports.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import superpose.analysis.statistics.Interval;
import superpose.reports.experiments.ExperimentPage;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The measures of every model of a sweep, as curves over the neuron count and as tables. */
final class Growth {

    /** Level of every interval over seeds. */
    static final double LEVEL = 0.95;

    private final List<Integer> neurons;
    private final List<ToyMeasures> models;

    /**
     * Orders the models by neuron count and seed.
     *
     * @param models one per neuron count and seed
     */
    Growth(List<ToyMeasures> models) {
        this.models = models.stream()
                .sorted(Comparator.comparingInt(ToyMeasures::neurons).thenComparingInt(ToyMeasures::seed))
                .toList();
        this.neurons = this.models.stream().map(ToyMeasures::neurons).distinct().toList();
    }

    /** Returns the neuron counts, ascending. */
    List<Integer> neurons() {
        return neurons;
    }

    /** Returns the models of one neuron count, by seed. */
    List<ToyMeasures> at(int count) {
        return models.stream().filter(model -> model.neurons() == count).toList();
    }

    /** Returns the models of one seed, by neuron count. */
    List<ToyMeasures> ofSeed(int seed) {
        return models.stream().filter(model -> model.seed() == seed).toList();
    }

    /** Returns how many seeds there are. */
    int seeds() {
        return (int) models.stream().mapToInt(ToyMeasures::seed).distinct().count();
    }

    /** Returns every model. */
    List<ToyMeasures> models() {
        return models;
    }

    /** Returns a number for each seed at one neuron count, [seeds]. */
    double[] values(Quantity quantity, int count) {
        return at(count).stream().mapToDouble(quantity::in).toArray();
    }

    /** Returns a number for each seed and neuron count, [seeds][neuron counts]. */
    double[][] curves(Quantity quantity) {
        double[][] curves = new double[seeds()][];
        for (int seed = 0; seed < curves.length; seed++) {
            curves[seed] = ofSeed(seed).stream().mapToDouble(quantity::in).toArray();
        }
        return curves;
    }

    /** Returns the mean over seeds with its Student interval; unbounded for one seed, nothing where one has no number. */
    Optional<Interval> mean(Quantity quantity, int count) {
        return quantity.mean(values(quantity, count), LEVEL);
    }

    /** Returns the mean over seeds in words. */
    String words(Quantity quantity, int count) {
        return ExperimentPage.number(
                mean(quantity, count).map(Interval::estimate).orElse(Double.NaN));
    }

    /** Makes a table of one row per neuron count and quantity: mean over seeds and interval. */
    Table means(String name, Quantity... quantities) {
        IntColumn count = IntColumn.create("neurons");
        StringColumn series = StringColumn.create("series");
        DoubleColumn mean = DoubleColumn.create("mean");
        DoubleColumn low = DoubleColumn.create("ci_low");
        DoubleColumn high = DoubleColumn.create("ci_high");
        for (Quantity quantity : quantities) {
            for (int at : neurons) {
                Optional<Interval> interval = mean(quantity, at);
                Optional<Interval> bounded = interval.filter(Interval::isBounded);
                count.append(at);
                series.append(quantity.words());
                mean.append(interval.map(Interval::estimate).orElse(null));
                low.append(bounded.map(Interval::low).orElse(null));
                high.append(bounded.map(Interval::high).orElse(null));
            }
        }
        return Table.create(name, count, series, mean, low, high);
    }

    /** Makes a table of one row per model and quantity, for the single seeds behind a curve. */
    Table dots(Quantity... quantities) {
        IntColumn count = IntColumn.create("neurons");
        StringColumn series = StringColumn.create("series");
        DoubleColumn value = DoubleColumn.create("value");
        for (Quantity quantity : quantities) {
            for (ToyMeasures model : models) {
                count.append(model.neurons());
                series.append(quantity.words());
                value.append(quantity.in(model));
            }
        }
        return Table.create("dots", count, series, value);
    }

    /** Makes a table of one row per model, a column for each quantity. */
    Table modelTable(String name, List<Quantity> quantities) {
        Table table = Table.create(name);
        table.addColumns(
                IntColumn.create(
                        "neurons",
                        models.stream().mapToInt(ToyMeasures::neurons).toArray()),
                IntColumn.create(
                        "seed", models.stream().mapToInt(ToyMeasures::seed).toArray()));
        for (Quantity quantity : quantities) {
            double[] values = models.stream().mapToDouble(quantity::in).toArray();
            table.addColumns(DoubleColumn.create(quantity.column(), values));
        }
        return table;
    }

    /** Makes a table of one row per neuron count: each quantity's mean over seeds and the ends of its interval. */
    Table summaryTable(String name, List<Quantity> quantities) {
        Table table = Table.create(name);
        table.addColumns(IntColumn.create(
                "neurons", neurons.stream().mapToInt(Integer::intValue).toArray()));
        for (Quantity quantity : quantities) {
            DoubleColumn mean = DoubleColumn.create(quantity.column());
            DoubleColumn low = DoubleColumn.create(quantity.column() + "_ci_low");
            DoubleColumn high = DoubleColumn.create(quantity.column() + "_ci_high");
            for (int count : neurons) {
                Optional<Interval> interval = mean(quantity, count);
                mean.append(interval.map(Interval::estimate).orElse(null));
                low.append(interval.map(Interval::low).orElse(null));
                high.append(interval.map(Interval::high).orElse(null));
            }
            table.addColumns(mean, low, high);
        }
        return table;
    }

    /** Makes a table of one row per model and feature. */
    Table featureTable(String name) {
        List<IntColumn> keys =
                List.of(IntColumn.create("neurons"), IntColumn.create("seed"), IntColumn.create("feature"));
        List<DoubleColumn> numbers = new ArrayList<>();
        for (String column : List.of("norm", "dimensionality", "probe_r2", "probe_auroc", "best_neuron_auroc")) {
            numbers.add(DoubleColumn.create(column));
        }
        for (ToyMeasures model : models) {
            for (ToyMeasures.Feature feature : model.features()) {
                keys.get(0).append(model.neurons());
                keys.get(1).append(model.seed());
                keys.get(2).append(feature.feature());
                numbers.get(0).append(feature.shape().norm());
                numbers.get(1).append(feature.shape().dimensionality());
                numbers.get(2).append(feature.probe().r2());
                numbers.get(3).append(feature.probe().auroc());
                numbers.get(4).append(feature.bestNeuronAuroc());
            }
        }
        Table table = Table.create(name);
        keys.forEach(table::addColumns);
        numbers.forEach(table::addColumns);
        return table;
    }
}
