package superpose.reports.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import superpose.data.Activations;
import superpose.data.Groups;
import superpose.data.Labels;
import superpose.data.Seed;
import superpose.data.io.LabelTable;
import superpose.data.io.LabelledRows;
import superpose.probes.NativeAlgebra;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.Experiment;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Lab;
import superpose.reports.ledger.FileHash;
import superpose.reports.ledger.Request;

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
        List<LabelTable> tables = plan.labels().stream().map(LabelTable::read).toList();
        LabelledRows joined = sources.index()
                .map(index -> LabelledRows.join(index, tables))
                .orElseGet(() -> LabelledRows.join(sources.rows(), tables));
        Groups groups = plan.grouping().column().map(joined::groups).orElseGet(joined::groups);
        Set<String> testGroups =
                plan.grouping().testGroups().map(LabelledConcept::testGroups).orElse(Set.of());
        List<LabelledConcept> all = new ArrayList<>();
        for (Labels labels : joined.labels()) {
            all.addAll(LabelledConcept.of(labels, groups, testGroups, ROOT.child("split")));
        }
        return all;
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
        settings.put("labels", hashes(plan.labels()));
        settings.put("test_groups", hashes(plan.grouping().testGroups().stream().toList()));
        settings.put(
                "group", plan.grouping().column().orElse(sources.index().isPresent() ? "input" : "first key column"));
        settings.put("draws", plan.draws());
        settings.put("permutations", plan.permutations());
        return new Request("study-real", plan.preset().words(), settings);
    }

    private static List<String> hashes(List<Path> files) {
        return files.stream().map(FileHash::named).toList();
    }

    @Override
    public Findings run(Lab lab) {
        lab.progress().begin("probes", (long) activations.size() * concepts.size());
        // Concepts are probed side by side, so each gets one thread.
        NativeAlgebra.useThreads(1);
        ConceptProbing probing = new ConceptProbing(plan);
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
    private RealMeasures measured(int task, ConceptProbing probing, Lab lab) {
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
