package superpose.reports.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import superpose.reports.experiments.Preset;

/** The names of the presets as they are typed. */
final class PresetNames implements Iterable<String>, ITypeConverter<Preset> {

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(Preset.values()).map(Preset::words).iterator();
    }

    @Override
    public Preset convert(String name) {
        return Arrays.stream(Preset.values())
                .filter(preset -> preset.words().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("expected "
                        + Arrays.stream(Preset.values()).map(Preset::words).collect(Collectors.joining(", "))
                        + ", got '" + name + "'"));
    }
}
