package superpose.reports.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import superpose.reports.bench.TapBench;
import superpose.reports.experiments.Preset;

/** Times what reading inner tensors costs. */
@Command(
        name = "tap",
        description = {
            "Times a small language model as ONNX Runtime alone runs it, tapped, and tapped into a store.",
            "",
            "Writes report.html, claims.csv, tables/*.csv and bench.json.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false)
final class TapBenchCommand implements Callable<Integer> {

    private static final int USUAL_ROUNDS = 9;

    @Mixin
    private PresetOption preset = new PresetOption();

    @Option(names = "--rounds", paramLabel = "N", description = "How many times everything is timed. Default: 9.")
    private Optional<Integer> rounds = Optional.empty();

    @Mixin
    private RunOptions run = new RunOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        int times = rounds.orElse(preset.chosen() == Preset.SMOKE ? 1 : USUAL_ROUNDS);
        return run.run(
                new TapBench(preset.chosen(), times, run.threads()),
                spec.commandLine().getOut(),
                findings -> findings.tables()
                        .forEach(table ->
                                TableLines.print(table, spec.commandLine().getOut())));
    }
}
