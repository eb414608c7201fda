package superpose.reports.reproduce;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import superpose.reports.claims.Claim;
import superpose.reports.claims.ClaimsTable;
import superpose.reports.experiments.Experiment;
import superpose.reports.experiments.ExperimentRun;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Lab;
import superpose.reports.ledger.Request;

/**
 * Several reproductions, one after the other, each into a folder of its own, and an overview of all their claims.
 *
 * <p>Started again, it goes on with the experiment that was interrupted.
 */
public final class ReproductionSuite implements Experiment {

    private final Chosen chosen;
    private final Assignment assignment;
    private final Path out;

    /**
     * Prepares a suite.
     *
     * @param chosen what is run
     * @param out where the overview goes; each experiment goes into a folder in it that is called after it
     */
    public ReproductionSuite(Chosen chosen, Assignment assignment, Path out) {
        this.chosen = chosen;
        this.assignment = assignment;
        this.out = out;
    }

    /**
     * A choice among the experiments of a group.
     *
     * @param group what there is
     * @param experiments what is run, in order
     */
    public record Chosen(Group group, List<Reproduction> experiments) {

        /** Copies the list. */
        public Chosen {
            experiments = List.copyOf(experiments);
        }
    }

    /** Returns the request of a suite, which also names the folder that it goes to where none is given. */
    public static Request request(Chosen chosen, Assignment assignment) {
        Map<String, Object> settings = new TreeMap<>();
        settings.put("engine", assignment.engine().words());
        settings.put(
                "experiments",
                chosen.experiments().stream().map(one -> one.about().name()).toList());
        assignment.seeds().ifPresent(count -> settings.put("seeds", count));
        return new Request(
                "reproduce-" + chosen.group().name(), assignment.preset().words(), settings);
    }

    @Override
    public Request request() {
        return request(chosen, assignment);
    }

    @Override
    public Findings run(Lab lab) {
        Map<Reproduction, FinishedExperiment> finished = new LinkedHashMap<>();
        for (Reproduction experiment : chosen.experiments()) {
            finished.put(experiment, known(experiment, finished.size() + 1, lab));
        }
        return findings(finished);
    }

    private FinishedExperiment known(Reproduction reproduction, int number, Lab lab) {
        String name = reproduction.about().name();
        boolean known = lab.points().has(name);
        FinishedExperiment done =
                lab.points().point(name, FinishedExperiment.class, () -> run(reproduction, number, lab));
        lab.progress()
                .say(String.format(
                        Locale.ROOT,
                        "%s: %d claims, %.0f s%s",
                        name,
                        done.claims().size(),
                        done.seconds(),
                        known ? " (from before)" : ""));
        return done;
    }

    private FinishedExperiment run(Reproduction reproduction, int number, Lab lab) {
        long start = System.nanoTime();
        String heading = number + " of " + chosen.experiments().size() + ", "
                + reproduction.about().name();
        Experiment experiment = new ReproductionExperiment(reproduction, assignment);
        Findings findings = new ExperimentRun(experiment, new HeadedProgress(heading, lab.progress()), lab.threads())
                .into(out.resolve(reproduction.about().name()));
        return FinishedExperiment.of(findings, (System.nanoTime() - start) / 1e9);
    }

    private Findings findings(Map<Reproduction, FinishedExperiment> finished) {
        ClaimsTable rows = new ClaimsTable();
        finished.forEach((reproduction, done) ->
                rows.add(new ReproductionExperiment(reproduction, assignment).request(), done.asClaims()));
        List<Claim> claims = finished.values().stream()
                .flatMap(done -> done.asClaims().stream())
                .toList();
        return new Findings(
                new Overview(chosen, assignment.preset(), finished).page(request()),
                claims,
                new Findings.Numbers(List.of(), Map.of(), Optional.of(rows.table())),
                Map.of());
    }
}
