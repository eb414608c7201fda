package superpose.reports.cli;

import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import superpose.toymodels.Engine;

/** Reads what trains toy models. */
final class EngineNames implements ITypeConverter<Engine> {

    static final String DESCRIPTION =
            "What trains toy models: simd (vector kernels on the CPU), dl4j (Deeplearning4j on the ND4J back end that"
                    + " was built in) or auto (dl4j on a usable GPU, else simd). Default: auto.";

    @Override
    public Engine convert(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "auto" -> Engine.automatic();
            case "simd" -> Engine.SIMD;
            case "dl4j" -> Engine.DL4J;
            default ->
                throw new TypeConversionException(
                        "expected auto, simd or dl4j, got '" + name + "'; leave out --engine for auto");
        };
    }
}
