package superpose.reports.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Benchmarks, one sub-command each. */
@Command(
        name = "bench",
        description = "Times Superpose beside another library on this machine.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        subcommands = {ToyModelsBenchCommand.class, TapBenchCommand.class, ProbesBenchCommand.class})
final class BenchCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected what to time, such as toy-models, got nothing");
    }
}
