package superpose.reports.experiments;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import superpose.analysis.statistics.Interval;
import superpose.reports.claims.Claim;
import superpose.reports.ledger.CodeVersion;
import superpose.reports.ledger.Machine;
import superpose.reports.ledger.Request;
import superpose.reports.pages.ClaimRow;
import superpose.reports.pages.Provenance;

/** What the pages of all experiments have in common: numbers in words, claims as rows, provenance. */
public final class ExperimentPage {

    private ExperimentPage() {}

    /** Returns a number with three significant digits, or more where it is near one. */
    public static String number(double value) {
        if (Double.isNaN(value)) {
            return "—";
        }
        double size = Math.abs(value);
        String pattern =
                size >= 100 ? "%.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : size >= 0.01 ? "%.3f" : "%.2g";
        return String.format(Locale.ROOT, pattern, value);
    }

    /** Returns an interval as it stands behind a number, or nothing where it has no bounds or no width. */
    public static String range(Interval interval) {
        return interval.isBounded() && interval.low() < interval.high()
                ? " [" + number(interval.low()) + ", " + number(interval.high()) + "]"
                : "";
    }

    /** Returns a share in per cent. */
    public static String percent(double share) {
        return number(100 * share).replaceAll("\\.0+$", "") + " %";
    }

    /** Returns a claim as a page shows it. */
    public static ClaimRow row(Claim claim) {
        return new ClaimRow(
                claim.statement().id(),
                claim.statement().sentence(),
                claim.statement().source(),
                claim.measured()
                        .map(interval -> number(interval.estimate()) + range(interval))
                        .orElse("—"),
                claim.expected().words(),
                claim.verdict());
    }

    private static String heading(String setting) {
        return setting.substring(0, 1).toUpperCase(Locale.ROOT)
                + setting.substring(1).replace('_', ' ');
    }

    /** Lists and maps are written out; of a hash the first twelve digits tell files apart, and run.json has them all. */
    private static String shown(Object value) {
        String words = switch (value) {
            case List<?> list -> list.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .map(entry -> entry.getKey() + ": " + shown(entry.getValue()))
                        .collect(Collectors.joining("; "));
            default -> String.valueOf(value);
        };
        return words.isEmpty() ? "none" : words.replaceAll("\\b([0-9a-f]{12})[0-9a-f]{52}\\b", "$1");
    }

    /** Returns what a page's numbers come from. */
    public static Provenance provenance(Request request) {
        Machine machine = Machine.current();
        Provenance provenance = Provenance.empty()
                .with("Experiment", request.experiment() + ", preset " + request.preset())
                .with("Superpose", CodeVersion.current().words());
        for (var setting : request.settings().entrySet()) {
            provenance = provenance.with(heading(setting.getKey()), shown(setting.getValue()));
        }
        return provenance.with(
                "Machine",
                machine.processor() + ", " + machine.cores() + " cores, " + machine.system() + ", Java "
                        + machine.java());
    }
}
