package superpose.reports.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Looks into stores of activations, one sub-command for each question. */
@Command(
        name = "store",
        description = "Says what a store of activations holds, and whether it is still as it was written.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        subcommands = {StoreInfoCommand.class, StoreVerifyCommand.class})
final class StoreCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "expected info or verify, got nothing");
    }
}
