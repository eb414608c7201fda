package superpose.reports.probe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import superpose.data.Activations;
import superpose.data.Concept;
import superpose.data.Seed;
import superpose.data.io.RowIndex;
import superpose.probes.NativeAlgebra;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.ProbeTask;
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
    private final List<ProbedRows> splits;
    private final Request request;

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
        this.splits = tables.stream()
                .flatMap(table -> ProbedRows.of(table, plan.comparisonRows(), ROOT).stream())
                .toList();
        this.request = asked();
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
        Map<String, String> sampled = new TreeMap<>();
        for (ProbedRows split : splits) {
            split.sample()
                    .ifPresent(sample ->
                            sampled.put(split.concept().name(), ComparisonRows.words(sample.count(), split.count())));
        }
        if (!sampled.isEmpty()) {
            settings.put("comparison_rows", plan.comparisonRows());
            settings.put("compared_on", sampled);
        }
        return new Request("probe", plan.preset().words(), settings);
    }

    @Override
    public Request request() {
        return request;
    }

    @Override
    public Findings run(Lab lab) {
        int probings = activations.size() * splits.size();
        // Concepts are probed side by side; where they are fewer than the threads, each gets its share of these.
        NativeAlgebra.useThreads(Math.max(1, lab.threads() / probings));
        MemoryShare memory = new MemoryShare(Runtime.getRuntime().maxMemory());
        List<ConceptFindings> found = lab.eachOf("probes", probings, task -> {
            ProbedRows split = splits.get(task % splits.size());
            return memory.during(
                    activations.get(task / splits.size()),
                    split.count(),
                    split.sample().orElse(split).count(),
                    () -> probed(task, lab));
        });
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
                new UnitStudy(plan, index(), activations, tables, ROOT.child("neurons"))
                        .report(findings, this::fitted, lab));
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
            ProbedRows split = split(best.getFirst());
            return lab.points()
                    .point(
                            "classes-" + number,
                            ClassFindings.class,
                            () -> memory.during(
                                    layer,
                                    split.count(),
                                    0,
                                    () -> ClassFindings.of(
                                            table, best, split.task(layer).test())));
        });
    }

    private Activations layer(ConceptFindings found) {
        return activations.stream()
                .filter(layer -> layer.name().equals(found.where().activations()))
                .findFirst()
                .orElseThrow();
    }

    private ProbedRows split(ConceptFindings found) {
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
        ProbeTask test = split(found).task(layer).test();
        return found.penalty().trainer().fit(test.training(), test.trainingConcept());
    }

    /** Returns a sweep point from an earlier run, or computes it. */
    private ConceptFindings probed(int task, Lab lab) {
        Activations layer = activations.get(task / splits.size());
        ProbedRows split = splits.get(task % splits.size());
        Seed seed = ROOT.child(layer.name()).child(split.concept().name());
        ConceptFindings findings =
                lab.points().point("probe-" + task, ConceptFindings.class, () -> findings(layer, split, seed));
        lab.progress().say(line(findings));
        return findings;
    }

    private ConceptFindings findings(Activations layer, ProbedRows split, Seed seed) {
        ProbedRows compared = split.sample().orElse(split);
        RowFacts facts = compared.facts(sources.index());
        return split == compared
                ? plan.protocol().of(layer.name(), split.task(layer), facts, seed)
                : plan.protocol().of(layer.name(), split.task(layer), compared.task(layer), facts, seed);
    }

    private static String line(ConceptFindings found) {
        return String.format(
                Locale.ROOT,
                "%s from %s: AUROC %.3f (%sbest neuron %.3f, shuffled labels %.3f)",
                found.where().concept(),
                found.where().activations(),
                found.scores().auroc().estimate(),
                found.sampled() == null
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "on sampled rows %.3f, ",
                                found.compared().auroc().estimate()),
                found.controls().bestNeuron().auroc().estimate(),
                found.controls().shuffled().mean());
    }
}
