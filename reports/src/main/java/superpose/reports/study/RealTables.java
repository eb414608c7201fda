package superpose.reports.study;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import superpose.analysis.statistics.ScoreScale;
import superpose.analysis.statistics.SmoothOrThreshold;
import superpose.data.Seed;
import superpose.reports.probing.NeuronCountCurve;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/** The tables of a study of real activations. */
final class RealTables {

    private static final Seed BOOTSTRAP = new Seed(0).child("real growth");

    private final List<RealMeasures> measures;

    RealTables(List<RealMeasures> measures) {
        this.measures = measures;
    }

    /** One row per concept and activations: the probe, its interval and its controls. */
    Table probes(String name) {
        StringColumn activations = StringColumn.create("activations");
        StringColumn concept = StringColumn.create("concept");
        IntColumn neurons = IntColumn.create("neurons");
        List<DoubleColumn> numbers = List.of(
                DoubleColumn.create("auroc"),
                DoubleColumn.create("auroc_ci_low"),
                DoubleColumn.create("auroc_ci_high"),
                DoubleColumn.create("accuracy"),
                DoubleColumn.create("shuffled_auroc"),
                DoubleColumn.create("shuffled_lowest"),
                DoubleColumn.create("shuffled_highest"),
                DoubleColumn.create("best_neuron_auroc"),
                DoubleColumn.create("best_neuron_ci_low"),
                DoubleColumn.create("best_neuron_ci_high"));
        IntColumn constant = IntColumn.create("constant_neurons");
        IntColumn best = IntColumn.create("best_neuron");
        List<IntColumn> rows = List.of(
                IntColumn.create("train_positives"),
                IntColumn.create("train_negatives"),
                IntColumn.create("test_positives"),
                IntColumn.create("test_negatives"));
        for (RealMeasures one : measures) {
            activations.append(one.where().activations());
            concept.append(one.where().concept());
            neurons.append(one.where().neurons().count());
            RealMeasures.Controls controls = one.controls();
            append(
                    numbers,
                    one.probe().auroc().estimate(),
                    one.probe().auroc().low(),
                    one.probe().auroc().high(),
                    one.probe().accuracy().estimate(),
                    controls.shuffled().estimate(),
                    controls.shuffled().low(),
                    controls.shuffled().high(),
                    controls.bestNeuron().estimate(),
                    controls.bestNeuron().low(),
                    controls.bestNeuron().high());
            constant.append(one.where().neurons().constant());
            best.append(controls.neuron());
            RealMeasures.Rows counts = one.where().rows();
            rows.get(0).append(counts.trainPositives());
            rows.get(1).append(counts.trainNegatives());
            rows.get(2).append(counts.testPositives());
            rows.get(3).append(counts.testNegatives());
        }
        Table table = Table.create(name, concept, activations, neurons);
        numbers.forEach(table::addColumns);
        table.addColumns(best, constant);
        rows.forEach(table::addColumns);
        return table;
    }

    private static void append(List<DoubleColumn> columns, double... values) {
        for (int i = 0; i < values.length; i++) {
            columns.get(i).append(values[i]);
        }
    }

    /** One row per probe on some of the neurons. */
    Table curves(String name, List<RealMeasures> chosen) {
        StringColumn concept = StringColumn.create("concept");
        StringColumn activations = StringColumn.create("activations");
        IntColumn neurons = IntColumn.create("neurons");
        StringColumn order = StringColumn.create("order");
        IntColumn draw = IntColumn.create("draw");
        DoubleColumn auroc = DoubleColumn.create("auroc");
        for (RealMeasures one : chosen) {
            for (NeuronCountCurve.Point point : one.curve()) {
                concept.append(one.where().concept());
                activations.append(one.where().activations());
                neurons.append(point.neurons());
                order.append(point.order());
                draw.append(point.draw());
                auroc.append(point.auroc());
            }
        }
        return Table.create(name, concept, activations, neurons, order, draw, auroc);
    }

    /** One row per activations and neuron count of one order: mean, lowest and highest AUROC over the draws. */
    Table curveMeans(List<RealMeasures> chosen, String order) {
        StringColumn activations = StringColumn.create("activations");
        IntColumn neurons = IntColumn.create("neurons");
        DoubleColumn auroc = DoubleColumn.create("auroc");
        DoubleColumn lowest = DoubleColumn.create("lowest");
        DoubleColumn highest = DoubleColumn.create("highest");
        for (RealMeasures one : chosen) {
            for (int count : one.counts()) {
                double[] draws = one.at(count, order);
                activations.append(one.where().activations());
                neurons.append(count);
                auroc.append(Arrays.stream(draws).average().orElseThrow());
                lowest.append(Arrays.stream(draws).min().orElseThrow());
                highest.append(Arrays.stream(draws).max().orElseThrow());
            }
        }
        return Table.create("means", activations, neurons, auroc, lowest, highest);
    }

    /** One row per concept and activations: does its score grow smoothly as random neurons are added? */
    Table growth(String name) {
        StringColumn concept = StringColumn.create("concept");
        StringColumn activations = StringColumn.create("activations");
        StringColumn verdict = StringColumn.create("verdict");
        DoubleColumn steepest = DoubleColumn.create("steepest_step");
        DoubleColumn low = DoubleColumn.create("ci_low");
        DoubleColumn high = DoubleColumn.create("ci_high");
        StringColumn reason = StringColumn.create("reason");
        List<RealMeasures> curves =
                measures.stream().filter(one -> one.counts().size() > 1).toList();
        for (RealMeasures one : curves) {
            SmoothOrThreshold judged = judged(one);
            concept.append(one.where().concept());
            activations.append(one.where().activations());
            verdict.append(judged.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' '));
            steepest.append(judged.steepest().estimate());
            low.append(judged.steepest().low());
            high.append(judged.steepest().high());
            reason.append(judged.reason());
        }
        return Table.create(name, concept, activations, verdict, steepest, low, high, reason);
    }

    private static SmoothOrThreshold judged(RealMeasures one) {
        List<Integer> counts = one.counts();
        int draws = one.at(counts.getFirst(), NeuronCountCurve.RANDOM).length;
        double[][] curves = new double[draws][counts.size()];
        for (int size = 0; size < counts.size(); size++) {
            double[] scores = one.at(counts.get(size), NeuronCountCurve.RANDOM);
            for (int draw = 0; draw < draws; draw++) {
                curves[draw][size] = scores[draw];
            }
        }
        RealMeasures.Rows rows = one.where().rows();
        return SmoothOrThreshold.of(
                counts.stream().mapToDouble(Integer::doubleValue).toArray(),
                curves,
                new ScoreScale.Separation(rows.testPositives(), rows.testNegatives()),
                BOOTSTRAP.child(one.where().concept()).child(one.where().activations()));
    }
}
