package superpose.reports.study;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import superpose.data.Activations;
import superpose.data.Seed;
import superpose.probes.NativeAlgebra;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.Experiment;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Lab;
import superpose.reports.ledger.FileHash;
import superpose.reports.ledger.Request;
import superpose.reports.sources.ActivationSources;
import superpose.reports.sources.LabelledTable;
import superpose.reports.sources.MemoryShare;

/**
 * How well are labelled concepts represented in real activations, and how does that grow with the number of neurons?
 *
 * <p>Each file of activations, or tensor of a store, is a layer or a width. For each concept a logistic probe is fitted to all
 * neurons and to more and more of them, in random order and best first, on the same split of the same rows.
 */
public final class RealStudy implements Experiment {

    private static final Seed ROOT = new Seed(0).child("real");

    private final RealPlan plan;
    private final List<Activations> activations;
    private final List<LabelledConcept> concepts;
    private final Request request;

    /**
     * Opens the activations and labels and checks that they fit together.
     *
     * @throws superpose.data.BadInputException if they do not
     */
    public RealStudy(RealPlan plan) {
        this.plan = plan;
        ActivationSources sources = new ActivationSources(plan.activations());
        this.activations = sources.activations();
        this.concepts = concepts(sources);
        this.request = request(plan, sources);
    }

    private List<LabelledConcept> concepts(ActivationSources sources) {
        return LabelledTable.read(sources, plan.labels(), plan.grouping()).stream()
                .flatMap(table -> LabelledConcept.of(table, ROOT.child("split")).stream())
                .toList();
    }

    @Override
    public Request request() {
        return request;
    }

    private static Request request(RealPlan plan, ActivationSources sources) {
        Map<String, Object> settings = new HashMap<>();
        // In the order given: it decides which sweep point is which.
        settings.put("activations", sources.identities());
        if (!sources.origins().isEmpty()) {
            settings.put("stores", sources.origins());
        }
        settings.put("labels", plan.labels().stream().map(FileHash::named).toList());
        settings.put("test_groups", plan.grouping().testGroupsHash());
        settings.put(
                "group", plan.grouping().column().orElse(sources.index().isPresent() ? "input" : "first key column"));
        settings.put("draws", plan.draws());
        settings.put("permutations", plan.permutations());
        return new Request("study-real", plan.preset().words(), settings);
    }

    @Override
    public Findings run(Lab lab) {
        lab.progress().begin("probes", (long) activations.size() * concepts.size());
        // Concepts are probed side by side, so each gets one thread.
        NativeAlgebra.useThreads(1);
        RealProbing probing = new RealProbing(plan);
        MemoryShare memory = new MemoryShare(Runtime.getRuntime().maxMemory());
        List<RealMeasures> measures;
        try {
            measures = lab.each(
                    activations.size() * concepts.size(),
                    task -> memory.during(activations.get(task / concepts.size()), () -> measured(task, probing, lab)));
        } finally {
            lab.progress().end();
        }
        List<Claim> claims = new RealClaims(measures).all();
        RealReport report = new RealReport(plan, measures, claims);
        return new Findings(report.page(request()), claims, report.tables(), Map.of());
    }

    /** Returns a sweep point from an earlier run, or computes it. */
    private RealMeasures measured(int task, RealProbing probing, Lab lab) {
        Activations layer = activations.get(task / concepts.size());
        LabelledConcept concept = concepts.get(task % concepts.size());
        Seed seed = ROOT.child(layer.name()).child(concept.concept().name());
        RealMeasures measured =
                lab.points().point("probe-" + task, RealMeasures.class, () -> probing.of(layer, concept, seed));
        lab.progress().advance(1);
        lab.progress().say(line(measured));
        return measured;
    }

    private static String line(RealMeasures measured) {
        return String.format(
                Locale.ROOT,
                "%s from %s: AUROC %.3f (shuffled labels %.3f)",
                measured.where().concept(),
                measured.where().activations(),
                measured.probe().auroc().estimate(),
                measured.controls().shuffled().estimate());
    }
}
