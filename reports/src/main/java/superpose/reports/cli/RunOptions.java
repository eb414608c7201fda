package superpose.reports.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Option;
import superpose.data.Require;
import superpose.reports.experiments.Experiment;
import superpose.reports.experiments.ExperimentRun;
import superpose.reports.experiments.Findings;
import superpose.reports.experiments.Progress;
import superpose.reports.ledger.Request;

/** The options of every command that runs an experiment. */
final class RunOptions {

    private static final int REFUTED = 3;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Folder of the run, which no run of another command may share."
                    + " Default: superpose-runs/ and the run's name.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Threads. Default: as many as there are cores.")
    private Optional<Integer> threads = Optional.empty();

    @Option(names = "--quiet", description = "Print nothing but the path of the report.")
    private boolean quiet;

    @Option(names = "--strict", description = "Exit with code 3 when a claim is refuted.")
    private boolean strict;

    /** Returns how many tasks run at once. */
    int threads() {
        return Require.positive(threads.orElse(Runtime.getRuntime().availableProcessors()), "threads");
    }

    /**
     * Runs an experiment, prints its claims and says where the report is.
     *
     * @return the exit code
     */
    int run(Experiment experiment, PrintWriter screen) {
        return run(experiment, screen, findings -> {});
    }

    /**
     * Runs an experiment, prints something of its findings and its claims, and says where the report is.
     *
     * @param printing prints what stands above the claims
     * @return the exit code
     */
    int run(Experiment experiment, PrintWriter screen, Consumer<Findings> printing) {
        Path folder = folder(experiment.request());
        Progress progress = progress(screen);
        Findings findings = new ExperimentRun(experiment, progress, threads()).into(folder);
        if (!quiet) {
            printing.accept(findings);
            new ClaimLines(Terminal.current()).print(findings.claims(), screen);
        }
        screen.println((quiet ? "" : "report: ") + folder.resolve("report.html"));
        screen.flush();
        return strict && ExperimentRun.anyRefuted(findings) ? REFUTED : 0;
    }

    /** Returns who is told how far a run is. */
    Progress progress(PrintWriter screen) {
        return quiet ? Progress.silent() : new ConsoleProgress(screen, Terminal.current());
    }

    /** Returns a folder beside the run's own, for what a run makes before it knows its own. */
    Path beside(String name) {
        return out.map(folder -> folder.toAbsolutePath().resolveSibling(name))
                .orElseGet(() -> Path.of("superpose-runs", name));
    }

    /** Returns the folder that a run goes to. */
    Path folder(Request request) {
        String name = request.experiment() + "-" + request.preset() + "-" + request.fingerprint();
        return out.orElseGet(() -> Path.of("superpose-runs", name));
    }
}
