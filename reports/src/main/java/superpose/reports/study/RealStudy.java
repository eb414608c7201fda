package superpose.reports.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
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
    private final Request request;

    /**
     * Opens the files and checks that they fit together.
     *
     * @throws superpose.data.BadInputException if they do not
     */
    public RealStudy(RealPlan plan) {
        this.plan = plan;
        this.activations = differentlyNamed(plan.activations());
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
        this.request = request(plan);
    }

    /** Opens the files; where two would have one name, as layers in different folders may, each gets its whole path. */
    private static List<Activations> differentlyNamed(List<ArrayReference> references) {
        List<Activations> opened = references.stream()
                .map(reference ->
                        ArrayFiles.activations(reference).requireFinite().requireVarying())
                .toList();
        long names = opened.stream().map(Activations::name).distinct().count();
        Require.same(references.size(), references.stream().distinct().count(), "different activation files");
        if (names == opened.size()) {
            return opened;
        }
        return IntStream.range(0, opened.size())
                .mapToObj(index -> new Activations(
                        named(references.get(index)),
                        opened.get(index).values(),
                        opened.get(index).origin()))
                .toList();
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
        return request;
    }

    private static Request request(RealPlan plan) {
        Map<String, Object> settings = new HashMap<>();
        // In the order given: it decides which sweep point is which.
        settings.put(
                "activations",
                plan.activations().stream()
                        .map(reference -> identity(reference.file())
                                + reference.array().map(array -> " " + array).orElse(""))
                        .toList());
        settings.put("labels", hashes(plan.labels()));
        settings.put("test_groups", hashes(plan.grouping().testGroups().stream().toList()));
        settings.put("group", plan.grouping().column().orElse("first key column"));
        settings.put("draws", plan.draws());
        settings.put("permutations", plan.permutations());
        return new Request("study-real", plan.preset().words(), settings);
    }

    private static List<String> hashes(List<Path> files) {
        return files.stream().map(RealStudy::identity).toList();
    }

    /** A file is what is in it, wherever it lies. */
    private static String identity(Path file) {
        return file.getFileName() + " " + FileHash.sha256(file);
    }

    @Override
    public Findings run(Lab lab) {
        lab.progress().begin("probes", (long) activations.size() * concepts.size());
        // Concepts are probed side by side, so each gets one thread.
        NativeAlgebra.useThreads(1);
        ConceptProbing probing = new ConceptProbing(plan);
        List<RealMeasures> measures;
        try {
            measures = lab.each(activations.size() * concepts.size(), task -> measured(task, probing, lab));
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
