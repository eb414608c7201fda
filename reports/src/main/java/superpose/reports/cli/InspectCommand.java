package superpose.reports.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import superpose.data.io.ArrayFiles;
import superpose.data.io.StoredArray;

/** Lists what a file of arrays holds. */
@Command(
        name = "inspect",
        description = "Lists the arrays of npy, npz, safetensors, Parquet and idx files: name, type and shape.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class)
final class InspectCommand implements Callable<Integer> {

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "The files to look into.")
    private List<Path> files = List.of();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        for (Path file : files) {
            List<StoredArray> arrays = ArrayFiles.open(file);
            out.println(file + ": " + arrays.size() + (arrays.size() == 1 ? " array" : " arrays"));
            int width = arrays.stream()
                    .mapToInt(array -> array.name().length())
                    .max()
                    .orElse(1);
            for (StoredArray array : arrays) {
                out.printf(
                        Locale.ROOT,
                        "  %-" + Math.clamp(width, 1, 60) + "s  %-5s %s%n",
                        array.name().replaceAll("\\p{Cntrl}", "?"),
                        array.format().type().name(),
                        shape(array));
            }
        }
        out.flush();
        return 0;
    }

    private static String shape(StoredArray array) {
        return array.shape().isEmpty()
                ? "scalar"
                : array.shape().stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
