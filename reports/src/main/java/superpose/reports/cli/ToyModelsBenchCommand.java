package superpose.reports.cli;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import superpose.reports.bench.BenchPlan;
import superpose.reports.bench.ToyModelsBench;

/** Times trainings of toy models. */
@Command(
        name = "toy-models",
        description = {
            "Times trainings of toy models on both engines and in eager PyTorch, in turn, on this machine.",
            "",
            "Writes report.html, claims.csv, tables/*.csv and bench.json. A machine with nothing else to do gives the"
                    + " narrowest ranges. Started again with the same --out, everything is timed anew.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  superpose bench toy-models",
            "  superpose bench toy-models --python ~/venv/bin/python --rounds 9"
        })
final class ToyModelsBenchCommand implements Callable<Integer> {

    @Mixin
    private PresetOption preset = new PresetOption();

    @Option(names = "--rounds", paramLabel = "N", description = "How many times everything is timed. Default: 5.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--python",
            paramLabel = "PROGRAM",
            description = "A Python that has PyTorch. Default: the first of python3 and /usr/bin/python3 that has.")
    private Optional<String> python = Optional.empty();

    @Mixin
    private RunOptions run = new RunOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        BenchPlan.Effort usual = BenchPlan.Effort.of(preset.chosen());
        BenchPlan plan =
                new BenchPlan(preset.chosen(), rounds.map(usual::withRounds).orElse(usual), run.threads(), python);
        PrintWriter screen = spec.commandLine().getOut();
        return run.run(
                new ToyModelsBench(plan),
                screen,
                findings -> findings.tables().stream()
                        .filter(table -> table.name().equals("bench"))
                        .forEach(table -> TableLines.print(table, screen)));
    }
}
