package superpose.reports.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import superpose.data.Activations;
import superpose.data.Groups;
import superpose.data.Labels;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.data.io.ArrayFiles;
import superpose.data.io.ArrayReference;
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
 * <p>Each file of activations is a layer or a width. For each concept a logistic probe is fitted to all neurons and to more
 * and more of them, in random order and best first, on the same split of the same rows.
 */
public final class RealStudy implements Experiment {

    private static final Seed ROOT = new Seed(0).child("real");

    private final RealPlan plan;
    private final List<Activations> activations;
    private final List<LabelledConcept> concepts;

    /**
     * Opens the files and checks that they fit together.
     *
     * @throws superpose.data.BadInputException if they do not
     */
    public RealStudy(RealPlan plan) {
        this.plan = plan;
        this.activations = plan.activations().stream().map(RealStudy::open).toList();
        int rows = activations.getFirst().samples();
        for (Activations other : activations) {
            Require.that(
                    other.samples() == rows,
                    rows + " rows of activations, as in "
                            + activations.getFirst().origin(),
                    other.samples() + " in " + other.origin(),
                    "give activations of the same samples");
        }
        this.concepts = concepts(rows);
    }

    private static Activations open(ArrayReference reference) {
        return ArrayFiles.activations(reference).requireFinite();
    }

    private List<LabelledConcept> concepts(int rows) {
        List<LabelTable> tables = plan.labels().stream().map(LabelTable::read).toList();
        LabelledRows joined = LabelledRows.join(rows, tables);
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
        Map<String, Object> settings = new HashMap<>();
        Map<String, String> hashes = new TreeMap<>();
        plan.activations().forEach(reference -> hashes.put(named(reference), FileHash.sha256(reference.file())));
        plan.labels().forEach(file -> hashes.put(file.toString(), FileHash.sha256(file)));
        plan.grouping().testGroups().ifPresent(file -> hashes.put(file.toString(), FileHash.sha256(file)));
        settings.put("data", hashes);
        settings.put("group", plan.grouping().column().orElse("first key column"));
        settings.put("seeds", plan.draws());
        settings.put("permutations", plan.permutations());
        return new Request("study-real", plan.preset().words(), settings);
    }

    @Override
    public Findings run(Lab lab) {
        lab.progress().begin("probes", (long) activations.size() * concepts.size());
        // Concepts are probed side by side, so each gets one thread.
        NativeAlgebra.useThreads(1);
        ConceptProbing probing = new ConceptProbing(plan);
        List<RealMeasures> measures = lab.each(activations.size() * concepts.size(), task -> {
            Activations layer = activations.get(task / concepts.size());
            LabelledConcept concept = concepts.get(task % concepts.size());
            String key = "probe-" + task;
            RealMeasures measured = lab.points()
                    .point(
                            key,
                            RealMeasures.class,
                            () -> probing.of(
                                    layer,
                                    concept,
                                    ROOT.child(layer.name())
                                            .child(concept.concept().name())));
            lab.progress().advance(1);
            lab.progress().say(line(measured));
            return measured;
        });
        lab.progress().end();
        List<Claim> claims = new RealClaims(measures).all();
        RealReport report = new RealReport(plan, measures, claims);
        return new Findings(report.page(request()), claims, report.tables(), Map.of());
    }

    private static String named(ArrayReference reference) {
        return reference
                .array()
                .map(array -> reference.file() + ":" + array)
                .orElse(reference.file().toString());
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
