package superpose.reports.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.Partition;
import superpose.data.Seed;
import superpose.data.io.RowIndex;
import superpose.probes.NativeAlgebra;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.ProbeTask;
import superpose.probes.linear.ThreePartTask;
import superpose.reports.claims.Claim;
import superpose.reports.experiments.Experiment;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Lab;
import superpose.reports.ledger.FileHash;
import superpose.reports.ledger.Request;
import superpose.reports.probing.ConceptFindings;
import superpose.reports.probing.RowFacts;
import superpose.reports.sources.ActivationSources;
import superpose.reports.sources.LabelledTable;
import superpose.reports.sources.MemoryShare;

/**
 * Which concepts can be read from activations, from where, from how many neurons, and how sure is that?
 *
 * <p>Every label table is split in three by whole groups; all activations are probed on the same split, so that their scores
 * can be compared.
 */
public final class ProbeExperiment implements Experiment {

    private static final Seed ROOT = new Seed(0).child("probe");

    private final ProbePlan plan;
    private final ActivationSources sources;
    private final List<Activations> activations;
    private final List<LabelledTable> tables;
    private final List<Split> splits;
    private final Request request;

    /**
     * A concept and how the rows that are labelled with it are split.
     *
     * @param table where it stands
     * @param concept on the rows of the table
     * @param partition of those rows
     */
    private record Split(LabelledTable table, Concept concept, Partition partition) {}

    /**
     * Opens the files and checks that they fit together.
     *
     * @throws superpose.data.BadInputException if they do not
     */
    public ProbeExperiment(ProbePlan plan) {
        this.plan = plan;
        this.sources = new ActivationSources(plan.activations());
        this.activations = sources.activations();
        this.tables = LabelledTable.read(sources, plan.labels(), plan.grouping());
        this.splits = tables.stream().flatMap(table -> split(table).stream()).toList();
        this.request = asked();
    }

    private static List<Split> split(LabelledTable table) {
        Seed seed = ROOT.child("split");
        Partition partition = table.testGroups().isEmpty()
                ? Partition.of(table.groups(), table.labels(), seed)
                : Partition.byTestGroups(table.groups(), table.labels(), table.testGroups(), seed);
        return table.concepts().stream()
                .map(concept -> new Split(table, concept, partition))
                .toList();
    }

    private Request asked() {
        Map<String, Object> settings = new HashMap<>();
        // In the order given: it decides which sweep point is which.
        settings.put("activations", sources.identities());
        if (!sources.origins().isEmpty()) {
            settings.put("stores", sources.origins());
        }
        settings.put("labels", plan.labels().stream().map(FileHash::named).toList());
        settings.put(
                "concepts",
                tables.stream()
                        .flatMap(table -> table.concepts().stream())
                        .map(Concept::name)
                        .toList());
        settings.put("test_groups", plan.grouping().testGroupsHash());
        settings.put(
                "group", plan.grouping().column().orElse(sources.index().isPresent() ? "input" : "first key column"));
        settings.put("split", "60 % training, 20 % validation, 20 % test, whole groups");
        settings.put("probe", plan.probe().word());
        settings.put("penalties", plan.protocol().grid().values());
        settings.put("resamples", plan.protocol().resamples());
        settings.put("repeats", plan.protocol().repeats());
        settings.put("random_orders", plan.protocol().orders());
        settings.put("panels", plan.panels().neurons());
        return new Request("probe", plan.preset().words(), settings);
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public Findings run(Lab lab) {
        // Concepts are probed side by side, so each gets one thread.
        NativeAlgebra.useThreads(1);
        MemoryShare memory = new MemoryShare(Runtime.getRuntime().maxMemory());
        List<ConceptFindings> found = lab.eachOf(
                "probes",
                activations.size() * splits.size(),
                task -> memory.during(activations.get(task / splits.size()), () -> probed(task, lab)));
        // By concept first, as the pages are read.
        List<ConceptFindings> findings = new ArrayList<>();
        for (int concept = 0; concept < splits.size(); concept++) {
            for (int layer = 0; layer < activations.size(); layer++) {
                findings.add(found.get(layer * splits.size() + concept));
            }
        }
        List<Claim> claims = new ProbeClaims(findings).all();
        ProbeReport report = new ProbeReport(
                findings,
                classes(findings, lab, memory),
                claims,
                new UnitStudy(plan.panels(), index(), activations, tables)
                        .report(findings, this::fitted, lab, ROOT.child("neurons")));
        return new Findings(report.page(request()), claims, report.tables(), Map.of());
    }

    /** Of each table of several classes, how well probes of all of them tell them apart. */
    private List<ClassFindings> classes(List<ConceptFindings> findings, Lab lab, MemoryShare memory) {
        List<LabelledTable> asked = plan.probe().givesProbabilities()
                ? tables.stream().filter(ClassFindings::isAskedOf).toList()
                : List.of();
        return lab.each(asked.size(), number -> {
            LabelledTable table = asked.get(number);
            List<ConceptFindings> best = ClassFindings.best(table, findings);
            Activations layer = layer(best.getFirst());
            return lab.points()
                    .point(
                            "classes-" + number,
                            ClassFindings.class,
                            () -> memory.during(
                                    layer,
                                    () -> ClassFindings.of(
                                            table,
                                            best,
                                            task(layer, split(best.getFirst())).test())));
        });
    }

    private Activations layer(ConceptFindings found) {
        return activations.stream()
                .filter(layer -> layer.name().equals(found.where().activations()))
                .findFirst()
                .orElseThrow();
    }

    private Split split(ConceptFindings found) {
        return splits.stream()
                .filter(one -> one.concept().name().equals(found.where().concept()))
                .findFirst()
                .orElseThrow();
    }

    private RowIndex index() {
        return sources.index().orElseGet(() -> RowIndex.ofSingleRows("rows", sources.rows()));
    }

    /** Fits a probe again as it was scored, to all rows but the test rows. */
    private LinearProbe fitted(ConceptFindings found, Activations layer) {
        ProbeTask test = task(layer, split(found)).test();
        return found.penalty().trainer().fit(test.training(), test.trainingConcept());
    }

    private static ThreePartTask task(Activations layer, Split split) {
        Activations labelled = new Activations(
                layer.name(), layer.values().viewRows(split.table().rows()), layer.origin());
        return ThreePartTask.of(labelled, split.concept(), split.partition());
    }

    /** Returns a sweep point from an earlier run, or computes it. */
    private ConceptFindings probed(int task, Lab lab) {
        Activations layer = activations.get(task / splits.size());
        Split split = splits.get(task % splits.size());
        Seed seed = ROOT.child(layer.name()).child(split.concept().name());
        ConceptFindings findings = lab.points().point("probe-" + task, ConceptFindings.class, () -> {
            RowFacts facts = sources.index()
                    .map(index -> RowFacts.of(index, split.table().rows()))
                    .orElseGet(RowFacts::none);
            return plan.protocol().of(layer.name(), task(layer, split), facts, seed);
        });
        lab.progress().say(line(findings));
        return findings;
    }

    private static String line(ConceptFindings found) {
        return String.format(
                Locale.ROOT,
                "%s from %s: AUROC %.3f (best neuron %.3f, shuffled labels %.3f)",
                found.where().concept(),
                found.where().activations(),
                found.scores().auroc().estimate(),
                found.controls().bestNeuron().auroc().estimate(),
                found.controls().shuffled().mean());
    }
}
