package superpose.reports.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import superpose.data.Require;
import superpose.reports.experiments.Preset;
import superpose.reports.reproduce.About;
import superpose.reports.reproduce.Assignment;
import superpose.reports.reproduce.Group;
import superpose.reports.reproduce.Reproduction;
import superpose.reports.reproduce.ReproductionSuite;
import superpose.reports.toymodels.ToyModels;
import superpose.toymodels.Engine;

/** Runs published experiments again and judges their claims. */
@Command(
        name = "reproduce",
        description = {
            "Runs published experiments again, and judges what they claim.",
            "",
            "Each experiment trains its models, measures them, draws its figures and gives every claim a verdict. The"
                    + " overview lists all claims; each experiment has a page of its own beside it.",
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
            "  superpose reproduce --list",
            "  superpose reproduce toy-models",
            "  superpose reproduce geometry --preset smoke --out /tmp/geometry"
        })
final class ReproduceCommand implements Callable<Integer> {

    private static final Group TOY_MODELS = ToyModels.GROUP;

    @Parameters(paramLabel = "NAME", arity = "0..*", description = "Experiments, or toy-models for all of them.")
    private List<String> names = List.of();

    @Option(names = "--all", description = "Run every experiment.")
    private boolean all;

    @Option(names = "--list", description = "Say what experiments there are, and how long each takes on two cores.")
    private boolean list;

    @Mixin
    private PresetOption preset = new PresetOption();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description = "Models trained alike where an experiment trains several. Default: what its preset says.")
    private Optional<Integer> seeds = Optional.empty();

    @Option(
            names = "--engine",
            paramLabel = "NAME",
            description = EngineNames.DESCRIPTION,
            converter = EngineNames.class)
    private Optional<Engine> engine = Optional.empty();

    @Mixin
    private RunOptions run = new RunOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter screen = spec.commandLine().getOut();
        if (list) {
            print(screen);
            return 0;
        }
        Require.that(
                all || !names.isEmpty(),
                "names of experiments, or --all",
                "neither",
                "see 'superpose reproduce --list'");
        Require.that(!all || names.isEmpty(), "names of experiments or --all", "both", "leave out --all or the names");
        Assignment assignment = new Assignment(preset.chosen(), engine.orElseGet(Engine::automatic), seeds);
        List<Reproduction> experiments = all ? TOY_MODELS.experiments() : TOY_MODELS.named(names);
        ReproductionSuite.Chosen chosen = new ReproductionSuite.Chosen(TOY_MODELS, experiments);
        return run.run(
                new ReproductionSuite(chosen, assignment, run.folder(ReproductionSuite.request(chosen, assignment))),
                screen);
    }

    private static void print(PrintWriter screen) {
        screen.printf(Locale.ROOT, "%s (all of them):%n", TOY_MODELS.name());
        int width = TOY_MODELS.experiments().stream()
                .mapToInt(one -> one.about().name().length())
                .max()
                .orElse(0);
        screen.printf(Locale.ROOT, "  %-" + width + "s  %8s %8s %8s%n", "", "smoke", "quick", "paper");
        for (Reproduction one : TOY_MODELS.experiments()) {
            About about = one.about();
            screen.printf(
                    Locale.ROOT,
                    "  %-" + width + "s  %8s %8s %8s  %s%n",
                    about.name(),
                    duration(about.costs().at(Preset.SMOKE)),
                    duration(about.costs().at(Preset.QUICK)),
                    duration(about.costs().at(Preset.PAPER)),
                    about.title());
        }
        screen.printf(
                Locale.ROOT,
                "  %-" + width + "s  %8s %8s %8s%n",
                "together",
                duration(sum(costs -> costs.smoke())),
                duration(sum(costs -> costs.quick())),
                duration(sum(costs -> costs.paper())));
        screen.flush();
    }

    private static double sum(ToDoubleFunction<About.Costs> preset) {
        return TOY_MODELS.experiments().stream()
                .mapToDouble(one -> preset.applyAsDouble(one.about().costs()))
                .sum();
    }

    private static String duration(double seconds) {
        if (seconds < 90) {
            return String.format(Locale.ROOT, "%.0f s", Math.max(1, seconds));
        }
        double minutes = seconds / 60;
        return minutes < 90
                ? String.format(Locale.ROOT, "%.0f min", minutes)
                : String.format(Locale.ROOT, "%.1f h", minutes / 60);
    }
}
