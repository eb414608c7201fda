package superpose.reports.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import superpose.data.BadInputException;
import superpose.reports.experiments.Experiment;
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
    private @Nullable SourceOptions real;

    @Mixin
    private RunOptions run = new RunOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        return run.run(experiment(), spec.commandLine().getOut());
    }

    private Experiment experiment() {
        SourceOptions files = real;
        if (files == null) {
            return new ToyStudy(toy.plan(preset.chosen()));
        }
        if (toy.isGiven()) {
            throw new BadInputException(
                    "options for toy models or for real activations",
                    "both",
                    "leave out " + ToyOptions.NAMES + " or the files");
        }
        return new RealStudy(new RealPlan(preset.chosen(), files.activations(), files.labels(), files.grouping()));
    }
}
