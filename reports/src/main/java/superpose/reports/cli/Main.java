package superpose.reports.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import superpose.data.BadInputException;

/** The command {@code superpose}: finds the sub-command and turns what it throws into one line and an exit code. */
@Command(
        name = "superpose",
        description = "A research toolkit for superposition and feature probing.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        subcommands = {
            StudyCommand.class,
            ReproduceCommand.class,
            InspectCommand.class,
            ExampleCommand.class,
            TapCommand.class,
            ProbeCommand.class,
            StoreCommand.class,
            DoctorCommand.class,
            BenchCommand.class
        },
        footer = {
            "",
            "Start with `superpose study`. Exit codes: 0 done; 1 it failed; 2 the input is wrong;",
            "3 a claim was refuted and --strict was given."
        })
public final class Main implements Runnable {

    /** The user's input is wrong. */
    static final int WRONG_INPUT = 2;

    private static final int FAILED = 1;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(exitCode(arguments));
    }

    private static int exitCode(String[] arguments) {
        try {
            return commandLine().execute(arguments);
        } catch (OutOfMemoryError tooLarge) {
            System.err.println("superpose: out of memory (" + tooLarge.getMessage()
                    + "); give Java more, as in SUPERPOSE_JAVA_OPTS=-Xmx8g, or lower --threads");
            return FAILED;
        }
    }

    /** Builds the command line; tests run it without ending the process. */
    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setAbbreviatedOptionsAllowed(false)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler((wrong, arguments) -> complain(
                        wrong.getCommandLine(),
                        oneLine(String.valueOf(wrong.getMessage())) + hint(wrong.getCommandLine())))
                .setExecutionExceptionHandler((thrown, command, parsed) -> explain(thrown, command));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "expected a command, got none");
    }

    private static int explain(Exception thrown, CommandLine command) {
        if (thrown instanceof BadInputException) {
            return complain(command, String.valueOf(thrown.getMessage()));
        }
        PrintWriter err = command.getErr();
        if (thrown instanceof UncheckedIOException) {
            err.println("superpose: " + oneLine(String.valueOf(thrown.getMessage())));
            return FAILED;
        }
        err.println("superpose: this is a fault of Superpose; please report it with the lines below");
        thrown.printStackTrace(err);
        return FAILED;
    }

    private static int complain(CommandLine command, String line) {
        command.getErr().println(command.getCommandSpec().qualifiedName() + ": " + line);
        return WRONG_INPUT;
    }

    private static String hint(CommandLine command) {
        return "; see '" + command.getCommandSpec().qualifiedName() + " --help'";
    }

    private static String oneLine(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
