package superpose.reports.study;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.probes.NativeAlgebra;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.Experiment;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Lab;
import superpose.reports.ledger.Request;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.BottleneckModel;
import superpose.toymodels.BottleneckShape;
import superpose.toymodels.InstanceSetup;
import superpose.toymodels.TrainedBottleneck;

/**
 * How well are features represented as the number of neurons grows, in a world where they are known?
 *
 * <p>A fixed world of sparse features; for each neuron count several models of Elhage et al. (2022), "Toy Models of
 * Superposition", that compress the features into the neurons and rebuild them through a ReLU; on each model the geometry of
 * the directions, what probes and single neurons read, and what dictionaries find.
 */
public final class ToyStudy implements Experiment {

    private static final Seed ROOT = new Seed(0);

    /** How often a training says how far it is. */
    private static final int REPORTS = 100;

    private final ToyPlan plan;

    /**
     * Plans a study.
     *
     * @param plan what is trained and measured
     */
    public ToyStudy(ToyPlan plan) {
        this.plan = plan;
    }

    @Override
    public Request request() {
        return new Request("study-toy", plan.preset().words(), plan.settings());
    }

    @Override
    public Findings run(Lab lab) {
        Workload workload = new Workload(plan);
        lab.progress().begin("toy models", workload.total());
        try {
            return findings(new Growth(models(lab, workload)));
        } finally {
            lab.progress().end();
        }
    }

    private List<ToyMeasures> models(Lab lab, Workload workload) {
        // The sweep points are independent, and small models gain nothing from several threads: one point for each.
        // The largest takes longest, so it goes first.
        List<Integer> counts = plan.sweep().neurons().reversed();
        List<SweepPoint> points = lab.each(counts.size(), index -> known(counts.get(index), lab, workload));
        return points.stream().flatMap(point -> point.models().stream()).toList();
    }

    /** Returns a sweep point from an earlier run, or computes it. */
    private SweepPoint known(int neurons, Lab lab, Workload workload) {
        String key = "neurons-" + neurons;
        boolean known = lab.points().has(key);
        SweepPoint point = lab.points().point(key, SweepPoint.class, () -> sweepPoint(neurons, lab, workload));
        if (known) {
            lab.progress().advance(workload.of(neurons));
        }
        lab.progress().say(line(point) + (known ? " (from before)" : ""));
        return point;
    }

    /**
     * Everything measured at one neuron count.
     *
     * @param models one per seed
     */
    record SweepPoint(List<ToyMeasures> models) {}

    private SweepPoint sweepPoint(int neurons, Lab lab, Workload workload) {
        SparseFeatures world = plan.world().asFeatures();
        List<Seed> seeds = IntStream.range(0, plan.sweep().seeds())
                .mapToObj(seed -> ROOT.child("neurons " + neurons).child(seed))
                .toList();

        // Model: one ReLU-output model per seed, all trained at once.
        BottleneckModel model = BottleneckModel.of(
                new BottleneckShape(seeds.size(), world.features(), neurons), BottleneckArchitecture.RELU_OUTPUT);
        List<InstanceSetup> instances =
                seeds.stream().map(seed -> InstanceSetup.in(world, seed)).toList();
        NativeAlgebra.useThreads(1);
        int every = Math.max(1, plan.recipe().steps() / REPORTS);
        TrainedBottleneck trained = plan.engine()
                .trainer(plan.recipe(), 1)
                .reporting(every, (step, losses) -> {
                    int before = (step - 1) / every * every;
                    lab.progress().advance(workload.step(neurons) * (step - before));
                })
                .fit(model, instances);

        // Measure: on samples that no model was trained on.
        ToyMeasurement measurement = new ToyMeasurement(plan);
        List<ToyMeasures> measures = IntStream.range(0, seeds.size())
                .mapToObj(seed -> measurement.of(
                        new ToyMeasurement.Model(
                                trained.directions(seed),
                                samples -> trained.hidden(seed, samples),
                                samples -> trained.reconstruct(seed, samples),
                                samples -> trained.loss(seed, samples)),
                        seed,
                        seeds.get(seed).child("measurement")))
                .toList();
        lab.progress().advance(workload.measurement(neurons));
        return new SweepPoint(measures);
    }

    private Findings findings(Growth growth) {
        List<Curve> curves = Curve.judged(growth, plan);
        List<Claim> claims = new ToyClaims(growth, plan, curves).all();
        ToyReport report = new ToyReport(plan, growth, curves, claims);
        return new Findings(report.page(request()), claims, report.tables(), Map.of());
    }

    private static String line(SweepPoint point) {
        Growth one = new Growth(point.models());
        int neurons = one.neurons().getFirst();
        return neurons + (neurons == 1 ? " neuron: loss " : " neurons: loss ") + one.words(Quantity.LOSS, neurons)
                + ", "
                + one.words(Quantity.REPRESENTED, neurons) + " features represented, probe R2 "
                + one.words(Quantity.PROBE_R2, neurons);
    }
}
