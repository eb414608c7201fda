package superpose.reports.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import superpose.reports.example.LanguageModelExample;

/** Writes the files that the examples of the README use. */
@Command(
        name = "example",
        description = {"Writes a small real language model, texts and labels to try things on: 5 MB, no download.", ""},
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        footer = {
            "",
            "Then:",
            "  superpose inspect kjv-gpt2/model.onnx --match 'blocks.*'",
            "  superpose tap kjv-gpt2/model.onnx --at 'blocks.*.hook_resid_*' --input kjv-gpt2/texts.jsonl --out streams",
            "  superpose study --activations streams --labels kjv-gpt2/labels/*.csv"
        })
final class ExampleCommand implements Callable<Integer> {

    @Option(
            names = "--out",
            defaultValue = "kjv-gpt2",
            paramLabel = "DIR",
            description = "Folder for the files. Default: ${DEFAULT-VALUE}.")
    private Path out = Path.of("");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        LanguageModelExample.writeInto(out);
        PrintWriter screen = spec.commandLine().getOut();
        screen.println("example: " + out + ", " + LanguageModelExample.files().size() + " files");
        screen.flush();
        return 0;
    }
}
