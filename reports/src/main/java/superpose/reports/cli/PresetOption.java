package superpose.reports.cli;

import picocli.CommandLine.Option;
import superpose.reports.experiments.Preset;

/** The option that says how much a command does. */
final class PresetOption {

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "How much to do: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.",
            defaultValue = "quick",
            completionCandidates = PresetNames.class,
            converter = PresetNames.class)
    private Preset preset = Preset.QUICK;

    Preset chosen() {
        return preset;
    }
}
