package superpose.reports.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import superpose.reports.bench.ProbesBench;
import superpose.reports.experiments.Preset;

/** Times how long probes take, beside scikit-learn. */
@Command(
        name = "probes",
        description = {
            "Times one logistic probe, a hundred of them and a ridge regression of a hundred targets, beside scikit-learn in"
                    + " turn, and how the time grows with rows that are streamed.",
            "",
            "Writes report.html, claims.csv, tables/*.csv and bench.json.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false)
final class ProbesBenchCommand implements Callable<Integer> {

    private static final int USUAL_ROUNDS = 5;

    @Mixin
    private PresetOption preset = new PresetOption();

    @Option(names = "--rounds", paramLabel = "N", description = "How many times everything is timed. Default: 5.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--python",
            paramLabel = "PROGRAM",
            description =
                    "A Python that has scikit-learn. Default: the first of python3 and /usr/bin/python3 that has.")
    private Optional<String> python = Optional.empty();

    @Mixin
    private RunOptions run = new RunOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        int times = rounds.orElse(preset.chosen() == Preset.SMOKE ? 1 : USUAL_ROUNDS);
        return run.run(
                new ProbesBench(new ProbesBench.Plan(preset.chosen(), times, run.threads(), python)),
                spec.commandLine().getOut(),
                findings -> findings.tables()
                        .forEach(table ->
                                TableLines.print(table, spec.commandLine().getOut())));
    }
}
