package superpose.reports.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import superpose.data.store.ActivationStore;
import superpose.data.store.NonFinite;
import superpose.data.store.StoreTensor;

/** Says what a store holds and where it comes from. */
@Command(
        name = "info",
        description = "Says what a store holds: origin, tensors, rows, inputs, bytes and mean norms.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class)
final class StoreInfoCommand implements Callable<Integer> {

    @Parameters(paramLabel = "STORE", description = "The folder of the store.")
    private Path folder = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        ActivationStore store = ActivationStore.open(folder);
        out.printf(
                Locale.ROOT,
                "%s: %d rows of %d inputs in %s, %s%n",
                folder,
                store.rows(),
                store.inputs(),
                store.shards().size() == 1 ? "1 shard" : store.shards().size() + " shards",
                FileSize.words(store.summary().bytes()));
        if (!store.isComplete()) {
            out.println("  incomplete: its writer was interrupted, or is still writing; it goes on with input "
                    + store.inputs());
        }
        store.origin()
                .facts()
                .forEach((name, fact) ->
                        out.println("  " + StoreLines.printable(name) + ": " + StoreLines.printable(fact)));
        StoreLines.print(store, out, StoreInfoCommand::described);
        out.flush();
        return 0;
    }

    private static String described(ActivationStore store, StoreTensor tensor) {
        NonFinite nonFinite = store.nonFinite(tensor.name());
        String norm = String.format(
                Locale.ROOT, "mean norm %.4g", store.moments(tensor.name()).meanNorm());
        return nonFinite
                .first()
                .map(place -> norm + ", not finite: " + nonFinite.count() + ", the first in input " + place.input()
                        + " at position " + place.position() + ", column " + place.column())
                .orElse(norm);
    }
}
