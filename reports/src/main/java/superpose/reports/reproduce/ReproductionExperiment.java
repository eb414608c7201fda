package superpose.reports.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import superpose.reports.experiments.Experiment;
import superpose.reports.experiments.ExperimentPage;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Lab;
import superpose.reports.ledger.Request;
import superpose.reports.pages.Headline;
import superpose.reports.pages.Page;
import superpose.reports.pages.Section;

/** A reproduction as an experiment with a page of its own. */
public final class ReproductionExperiment implements Experiment {

    private final Reproduction reproduction;
    private final Assignment assignment;

    /** Prepares a reproduction. */
    public ReproductionExperiment(Reproduction reproduction, Assignment assignment) {
        this.reproduction = reproduction;
        this.assignment = assignment;
    }

    @Override
    public Request request() {
        Map<String, Object> settings = new TreeMap<>(reproduction.settings(assignment));
        settings.put("engine", assignment.engine().words());
        assignment.seeds().ifPresent(count -> settings.put("seeds", count));
        return new Request(reproduction.about().name(), assignment.preset().words(), settings);
    }

    @Override
    public Findings run(Lab lab) {
        Outcome outcome = reproduction.run(assignment, lab);
        List<Section> sections = new ArrayList<>(outcome.sections());
        sections.add(Section.titled("What was claimed, and what came out")
                .prose("After " + reproduction.about().source() + ".")
                .claims(outcome.claims().stream().map(ExperimentPage::row).toList()));
        Page page = new Page(
                new Headline(reproduction.about().title(), outcome.summary().answer()),
                outcome.summary().keyNumbers(),
                sections,
                ExperimentPage.provenance(request()));
        return new Findings(page, outcome.claims(), outcome.tables(), Map.of());
    }
}
