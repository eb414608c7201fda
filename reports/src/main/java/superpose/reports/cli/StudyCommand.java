package superpose.reports.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import superpose.data.BadInputException;
import superpose.data.Require;
import superpose.data.io.ArrayReference;
import superpose.reports.experiments.Experiment;
import superpose.reports.sources.RowGrouping;
import superpose.reports.study.RealPlan;
import superpose.reports.study.RealStudy;
import superpose.reports.study.ToyStudy;

/** The main job: how well features are represented as the neuron count grows. */
@Command(
        name = "study",
        description = {
            "Shows how well features are represented as the number of neurons grows.",
            "",
            "Without files: toy models of superposition are trained on a world of sparse features, and their geometry,"
                    + " what probes read and what dictionaries find are measured at every neuron count.",
            "With --activations and --labels: concepts are probed in real activations, on more and more of the neurons.",
            "",
            "Started again with the same --out, an interrupted study goes on where it stopped.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "Examples:",
            "  superpose study",
            "  superpose study --preset smoke --out /tmp/first",
            "  superpose study --features 200 --neurons 20 --density 0.2 --seeds 3",
            "  superpose study --activations layer1.npy layer2.npy --labels noun.csv verb.csv",
            "  superpose study --activations 'store:blocks.*.hook_resid_post' --labels noun.csv"
        })
final class StudyCommand implements Callable<Integer> {

    @Mixin
    private PresetOption preset = new PresetOption();

    @ArgGroup(exclusive = false, heading = "%nToy models:%n")
    private ToyOptions toy = new ToyOptions();

    @ArgGroup(exclusive = false, heading = "%nReal activations:%n")
    private @Nullable RealOptions real;

    @Mixin
    private RunOptions run = new RunOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What is probed in real activations. */
    static final class RealOptions {

        @Option(
                names = "--activations",
                arity = "1..*",
                paramLabel = "SOURCE[:TENSOR]",
                description =
                        "npy, npz, safetensors, Parquet or idx files of the same samples, such as the layers of a model;"
                                + " or stores of activations, whose tensors may be named with * and ?. Default: all tensors.")
        private List<String> activations = List.of();

        @Option(
                names = "--labels",
                arity = "1..*",
                paramLabel = "FILE",
                description =
                        "CSV files with a column 'label' and key columns that tell which sample a row is; for a store"
                                + " the first is the input's number, the second the position in it.")
        private List<Path> labels = List.of();

        @Option(
                names = "--group",
                paramLabel = "COLUMN",
                description = "Key column whose rows stay on one side of the split. Default: the first of several, or a"
                        + " store's input.")
        private Optional<String> group = Optional.empty();

        @Option(
                names = "--test-groups",
                paramLabel = "FILE",
                description = "Text file with the groups to test on, one a line. Default: 30 %% at random, stratified.")
        private Optional<Path> testGroups = Optional.empty();
    }

    @Override
    public Integer call() {
        return run.run(experiment(), spec.commandLine().getOut());
    }

    private Experiment experiment() {
        RealOptions files = real;
        if (files == null) {
            return new ToyStudy(toy.plan(preset.chosen()));
        }
        if (toy.isGiven()) {
            throw new BadInputException(
                    "options for toy models or for real activations",
                    "both",
                    "leave out " + ToyOptions.NAMES + " or the files");
        }
        Require.that(!files.activations.isEmpty(), "activations to probe", "none", "add --activations FILE");
        Require.that(!files.labels.isEmpty(), "labels for the activations", "none", "add --labels FILE");
        return new RealStudy(new RealPlan(
                preset.chosen(),
                files.activations.stream().map(ArrayReference::parse).toList(),
                files.labels,
                new RowGrouping(files.group, files.testGroups)));
    }
}
