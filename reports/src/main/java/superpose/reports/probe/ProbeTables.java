package superpose.reports.probe;

import java.util.Arrays;
import java.util.List;
import superpose.analysis.detection.Calibration;
import superpose.analysis.detection.Confusion;
import superpose.analysis.statistics.Interval;
import superpose.reports.probing.AblationCurve;
import superpose.reports.probing.BestNeuronsCurve;
import superpose.reports.probing.ConceptFindings;
import superpose.reports.probing.DescriptionLength;
import superpose.reports.probing.LookupControl;
import superpose.reports.probing.NeuronCountCurve;
import superpose.reports.probing.PenaltyChoice;
import superpose.reports.probing.RandomFeaturesControl;
import superpose.reports.probing.Selectivity;
import superpose.reports.probing.ShuffledLabelControl;
import tech.tablesaw.api.Table;

/** The tables about probes; what is not known of a concept is a missing value. */
final class ProbeTables {

    /** The probe itself among what it is compared with. */
    static final String PROBE = "probe on all neurons";

    /** What a calibration would be where every probability can be believed. */
    static final String PERFECT = "perfect";

    static final String BEST_NEURON = "best single neuron";
    static final String SHUFFLED = "shuffled labels";
    static final String RANDOM_FEATURES = "random features";

    private ProbeTables() {}

    /**
     * One row per probe: its scores, its penalty and what it is compared with; where comparisons are on a sample, how large
     * that is and how the probe did on it.
     */
    static Table scores(String name, List<ConceptFindings> findings) {
        boolean anySampled = ComparisonRows.areSampled(findings);
        Rows rows = new Rows(name);
        for (ConceptFindings one : findings) {
            ConceptFindings.Controls controls = one.controls();
            rows.of(one)
                    .count("neurons", one.where().neurons().neurons())
                    .interval("auroc", one.scores().auroc())
                    .interval("average_precision", one.scores().averagePrecision())
                    .interval("accuracy", one.scores().accuracy())
                    .interval("balanced_accuracy", one.scores().balancedAccuracy())
                    .interval("f1", one.scores().f1())
                    .interval("mcc", one.scores().mcc())
                    .number("c", one.penalty().c())
                    .number("shuffled_auroc", controls.shuffled().mean())
                    .number("random_features_auroc", randomFeatures(one))
                    .number("token_auroc", lookup(one, LookupControl.TOKEN))
                    .number("position_auroc", lookup(one, LookupControl.POSITION))
                    .count("best_neuron", controls.bestNeuron().neuron())
                    .interval("best_neuron_auroc", controls.bestNeuron().auroc())
                    .number("selectivity", selectivity(one))
                    .number("compression", compression(one))
                    .count("knee", one.curves().best().knee())
                    .count("train_positives", one.where().rows().trainingPositives())
                    .count("train_negatives", one.where().rows().trainingNegatives())
                    .count("test_positives", one.where().rows().testPositives())
                    .count("test_negatives", one.where().rows().testNegatives())
                    .count("test_groups", one.where().groups().test());
            if (anySampled) {
                ComparisonRows compared = ComparisonRows.of(one);
                rows.count("comparison_train_rows", compared.training())
                        .count("comparison_test_rows", compared.test())
                        .interval("comparison_auroc", one.compared().auroc());
            }
        }
        return rows.table();
    }

    /** One row per thing that reads a concept: the probe, and all that it is compared with, on the same rows. */
    static Table controls(String name, List<ConceptFindings> findings) {
        Rows rows = new Rows(name);
        for (ConceptFindings one : findings) {
            ConceptFindings.Controls controls = one.controls();
            control(rows, one, PROBE, one.compared().auroc());
            control(rows, one, BEST_NEURON, controls.bestNeuron().auroc());
            controls.lookups()
                    .forEach(lookup -> control(rows, one, "the " + lookup.reads() + " alone", lookup.auroc()));
            RandomFeaturesControl random = controls.randomFeatures();
            if (random != null) {
                control(rows, one, RANDOM_FEATURES, new Interval(random.mean(), random.low(), random.high()));
            }
            ShuffledLabelControl shuffled = controls.shuffled();
            control(rows, one, SHUFFLED, new Interval(shuffled.mean(), shuffled.low(), shuffled.high()));
        }
        return rows.table();
    }

    private static void control(Rows rows, ConceptFindings one, String reads, Interval auroc) {
        rows.of(one).words("reads", reads).interval("auroc", auroc);
    }

    /** One row per number of best neurons. */
    static Table bestNeurons(String name, List<ConceptFindings> findings) {
        Rows rows = new Rows(name);
        for (ConceptFindings one : findings) {
            for (BestNeuronsCurve.Point point : one.curves().best().points()) {
                rows.of(one)
                        .count("neurons", point.neurons())
                        .number("test_auroc", point.testAuroc())
                        .number("validation_auroc", point.validationAuroc())
                        .words("knee", point.neurons() == one.curves().best().knee() ? "here" : "");
            }
        }
        return rows.table();
    }

    /** One row per number of neurons in random order: mean, lowest and highest over the orders. */
    static Table randomNeurons(String name, List<ConceptFindings> findings) {
        Rows rows = new Rows(name);
        for (ConceptFindings one : findings) {
            int[] counts = one.curves().counts().points().stream()
                    .mapToInt(NeuronCountCurve.Point::neurons)
                    .distinct()
                    .sorted()
                    .toArray();
            for (int count : counts) {
                double[] draws = one.curves().counts().points().stream()
                        .filter(point ->
                                point.neurons() == count && point.order().equals(NeuronCountCurve.RANDOM))
                        .mapToDouble(NeuronCountCurve.Point::auroc)
                        .toArray();
                if (draws.length > 0) {
                    rows.of(one)
                            .count("neurons", count)
                            .number("auroc", Arrays.stream(draws).average().orElseThrow())
                            .number("lowest", Arrays.stream(draws).min().orElseThrow())
                            .number("highest", Arrays.stream(draws).max().orElseThrow());
                }
            }
        }
        return rows.table();
    }

    /** One row per number of best neurons that are taken away. */
    static Table ablation(String name, List<ConceptFindings> findings) {
        Rows rows = new Rows(name);
        for (ConceptFindings one : findings) {
            AblationCurve ablation = one.curves().ablation();
            for (AblationCurve.Point point : ablation.points()) {
                rows.of(one)
                        .count("neurons_removed", point.neurons())
                        .number("probe_without_them", point.ablated())
                        .number("probe_fitted_to_the_rest", point.rest())
                        .number("necessity", ablation.necessity(point))
                        .number("redundancy", ablation.redundancy(point));
            }
        }
        return rows.table();
    }

    /** One row per penalty that was tried. */
    static Table penalties(String name, List<ConceptFindings> findings) {
        Rows rows = new Rows(name);
        for (ConceptFindings one : findings) {
            for (PenaltyChoice.Tried tried : one.penalty().tried()) {
                rows.of(one)
                        .number("c", tried.c())
                        .number("validation_log_loss", tried.logLoss())
                        .number("standard_error", tried.standardError())
                        .number("validation_auroc", tried.auroc())
                        .words("chosen", tried.equals(one.penalty().chosen()) ? "yes" : "");
            }
        }
        return rows.table();
    }

    /** One row per probe that gives probabilities: how short its labels can be told. */
    static Table codeLengths(String name, List<ConceptFindings> findings) {
        Rows rows = new Rows(name);
        for (ConceptFindings one : findings) {
            DescriptionLength code = one.codeLength();
            if (code != null) {
                rows.of(one)
                        .count("labels", code.rows())
                        .number("bits", code.bits())
                        .number("bits_by_the_rate_alone", code.rateBits())
                        .number("compression", code.compression())
                        .number("compression_over_blind", code.compressionOverBlind())
                        .number("c", code.c());
            }
        }
        return rows.table();
    }

    /** One row per bin of probabilities, of probes that give some. */
    static Table calibration(String name, List<ConceptFindings> findings) {
        Rows rows = new Rows(name);
        findings.forEach(one -> calibration(rows, one));
        return rows.table();
    }

    private static void calibration(Rows rows, ConceptFindings one) {
        Calibration calibration = one.probe().calibration();
        if (calibration == null) {
            return;
        }
        for (Calibration.Bin bin : calibration.bins()) {
            rows.of(one)
                    .number("probability", bin.meanProbability())
                    .interval("share", bin.sharePositive())
                    .count("rows", bin.count())
                    .number("expected_calibration_error", calibration.expectedCalibrationError())
                    .number("brier_score", calibration.brierScore());
        }
    }

    /** The same with the diagonal as one more series. */
    static Table calibrationWithDiagonal(String name, List<ConceptFindings> findings) {
        Rows rows = new Rows(name);
        findings.forEach(one -> calibration(rows, one));
        for (int end = 0; end <= 1; end++) {
            rows.words("concept", PERFECT)
                    .words("activations", "")
                    .number("probability", end)
                    .interval("share", new Interval(end, end, end))
                    .count("rows", 0)
                    .number("expected_calibration_error", 0)
                    .number("brier_score", Double.NaN);
        }
        return rows.table();
    }

    /** One row per probe: the test rows on each side of its threshold. */
    static Table confusion(String name, List<ConceptFindings> findings) {
        Rows rows = new Rows(name);
        for (ConceptFindings one : findings) {
            Confusion confusion = one.probe().confusion();
            rows.of(one)
                    .count("true_positives", (int) confusion.truePositives())
                    .count("false_positives", (int) confusion.falsePositives())
                    .count("false_negatives", (int) confusion.falseNegatives())
                    .count("true_negatives", (int) confusion.trueNegatives())
                    .number("precision", confusion.precision())
                    .number("recall", confusion.recall());
            Calibration calibration = one.probe().calibration();
            if (calibration != null) {
                rows.number("expected_calibration_error", calibration.expectedCalibrationError())
                        .number("brier_score", calibration.brierScore());
            }
        }
        return rows.table();
    }

    /** One row per remark. */
    static Table remarks(String name, List<ConceptFindings> findings) {
        Rows rows = new Rows(name);
        for (ConceptFindings one : findings) {
            one.remarks().forEach(remark -> rows.of(one).words("remark", remark));
        }
        return rows.table();
    }

    private static double lookup(ConceptFindings one, String reads) {
        return one.controls().lookups().stream()
                .filter(lookup -> lookup.reads().equals(reads))
                .mapToDouble(lookup -> lookup.auroc().estimate())
                .findFirst()
                .orElse(Double.NaN);
    }

    private static double randomFeatures(ConceptFindings one) {
        RandomFeaturesControl random = one.controls().randomFeatures();
        return random == null ? Double.NaN : random.mean();
    }

    private static double compression(ConceptFindings one) {
        DescriptionLength code = one.codeLength();
        return code == null ? Double.NaN : code.compression();
    }

    private static double selectivity(ConceptFindings one) {
        Selectivity selectivity = one.controls().selectivity();
        return selectivity == null ? Double.NaN : selectivity.auroc();
    }
}
