package superpose.reports.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import superpose.data.BadInputException;
import superpose.data.store.ActivationStore;
import superpose.data.store.StoreCheck;

/** Tells whether stores are still as they were written. */
@Command(
        name = "verify",
        description = {
            "Computes the hash, the size, the row counts and the moments of every shard again.",
            "Exits with code 2 if anything is not as the manifest says, or if a store is incomplete."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class)
final class StoreVerifyCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "STORE", description = "The folders of the stores.")
    private List<Path> folders = List.of();

    @Option(names = "--incomplete", description = "Expect that writers were interrupted: only what is there counts.")
    private boolean incomplete;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        List<Path> wrong = new ArrayList<>();
        for (Path folder : folders) {
            if (!isRight(folder, out)) {
                wrong.add(folder);
            }
        }
        out.flush();
        if (!wrong.isEmpty()) {
            throw new BadInputException(
                    "stores that are as they were written" + (incomplete ? "" : ", to the end"),
                    wrong.size() + " of " + folders.size() + " that are not: " + wrong,
                    "the lines above say what is wrong; copy the shards again or write the store anew");
        }
        return 0;
    }

    private boolean isRight(Path folder, PrintWriter out) {
        StoreCheck check;
        try {
            check = ActivationStore.open(folder).verify();
        } catch (BadInputException e) {
            out.println(folder + ": wrong");
            out.println("  " + e.getMessage());
            return false;
        }
        boolean right = check.isSound() && (check.complete() || incomplete);
        out.println(folder + ": " + (check.complete() ? "" : "incomplete, ") + (check.isSound() ? "ok" : "wrong"));
        for (StoreCheck.ShardCheck shard : check.shards()) {
            out.println("  " + shard.shard().file() + "  " + shard.fault().orElse("ok"));
        }
        check.faults().forEach(fault -> out.println("  " + fault));
        return right;
    }
}
