package superpose.reports.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import superpose.data.BadInputException;
import superpose.data.Require;
import superpose.data.io.ArrayReference;
import superpose.reports.probe.ProbeDemo;
import superpose.reports.probe.ProbeExperiment;
import superpose.reports.probe.ProbePlan;
import superpose.reports.probing.ProbeKind;

/** Says what neurons represent, and how sure that is. */
@Command(
        name = "probe",
        description = {
            "Says which concepts can be read from activations, from where, from how many neurons, and how sure that is.",
            "",
            "Every score is of rows that no fit and no choice has seen, with an interval; beside it stand shuffled"
                    + " labels, random features, the best single neuron and, where tokens are known, the token alone.",
            "",
            "Started again with the same --out, an interrupted run goes on where it stopped.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  superpose probe --demo",
            "  superpose probe --activations 'store:blocks.*' --labels noun.csv verb.csv --top 12",
            "  superpose probe --activations layer1.npy layer2.npy --labels noun.csv --group text_id --probe lda"
        })
final class ProbeCommand implements Callable<Integer> {

    @Option(
            names = "--demo",
            description = "Probe the small language model that is shipped; needs no other option and no download.")
    private boolean demo;

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Option(
            names = "--probe",
            defaultValue = "logistic",
            paramLabel = "KIND",
            description =
                    "Kind of probe: logistic (L2 penalty), logistic-l1, elastic-net, svm, ridge, lda, mean-difference"
                            + " or whitened (difference of means). Default: ${DEFAULT-VALUE}.")
    private String probe = "logistic";

    @Option(
            names = "--comparison-rows",
            defaultValue = "50000",
            paramLabel = "N",
            description =
                    "Controls, curves, ablation, code lengths and panels rest on at most N rows, whole groups drawn at"
                            + " random; the probes themselves are fitted to and scored on all rows. Default: ${DEFAULT-VALUE}.")
    private int comparisonRows;

    @Option(
            names = "--top",
            defaultValue = "6",
            paramLabel = "N",
            description = "How many neurons get a panel of their own. Default: ${DEFAULT-VALUE}.")
    private int top;

    @Option(
            names = "--tokenizer",
            paramLabel = "FILE",
            description = "tokenizer.json that turns a store's token ids into words.")
    private Optional<Path> tokenizer = Optional.empty();

    @Option(
            names = "--images",
            paramLabel = "FILE",
            description = "The images that the rows or inputs are of, to be drawn: idx, an array, or a folder.")
    private Optional<String> images = Optional.empty();

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "The language model, for the tokens that a direction makes likelier.")
    private Optional<Path> model = Optional.empty();

    @Mixin
    private PresetOption preset = new PresetOption();

    @Mixin
    private RunOptions run = new RunOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        ProbePlan plan = demo ? demonstration() : plan();
        return run.run(new ProbeExperiment(plan), spec.commandLine().getOut());
    }

    private ProbePlan plan() {
        Require.that(
                sources.isGiven(),
                "activations and labels to probe, or --demo",
                "neither",
                "add --activations FILE and --labels FILE, or try superpose probe --demo, which needs nothing else");
        return new ProbePlan(
                preset.chosen(),
                ProbeKind.named(probe),
                sources.activations(),
                sources.labels(),
                sources.grouping(),
                comparisonRows,
                new ProbePlan.Panels(top, tokenizer, images.map(ArrayReference::parse), model));
    }

    private ProbePlan demonstration() {
        if (sources.isGiven()) {
            throw new BadInputException(
                    "--demo or files to probe", "both", "leave out --demo, or --activations and --labels");
        }
        // Before the model is written and run.
        ProbeKind kind = ProbeKind.named(probe);
        Path folder = run.beside("kjv-gpt2");
        ProbeDemo files = ProbeDemo.into(folder, run.progress(spec.commandLine().getOut()), run.threads());
        return new ProbePlan(
                preset.chosen(),
                kind,
                List.of(new ArrayReference(files.activations(), Optional.empty())),
                files.labels(),
                sources.grouping(),
                comparisonRows,
                new ProbePlan.Panels(
                        top, Optional.of(files.tokenizer()), Optional.empty(), Optional.of(files.model())));
    }
}
