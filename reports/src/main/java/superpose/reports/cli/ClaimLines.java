package superpose.reports.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi;
import superpose.reports.claims.Claim;
import superpose.reports.claims.Verdict;

/** Claims on the screen: one line each, verdict first. */
final class ClaimLines {

    private final Ansi ansi;

    ClaimLines(Terminal terminal) {
        this.ansi = terminal.colours() ? Ansi.ON : Ansi.OFF;
    }

    void print(List<Claim> claims, PrintWriter screen) {
        screen.println();
        for (Claim claim : claims) {
            String measured = claim.measured()
                    .map(interval -> String.format(
                            Locale.ROOT,
                            "%.4g [%.4g, %.4g], expected %s",
                            interval.estimate(),
                            interval.low(),
                            interval.high(),
                            claim.expected().words()))
                    .orElse("too small a run to judge it");
            screen.printf(
                    Locale.ROOT,
                    "%s  %s: %s%n",
                    ansi.string(style(claim.verdict())),
                    claim.statement().id(),
                    measured);
        }
        screen.println();
    }

    private static String style(Verdict verdict) {
        String padded = String.format(Locale.ROOT, "%-12s", verdict.words());
        return switch (verdict) {
            case REPRODUCED -> "@|green " + padded + "|@";
            case REFUTED -> "@|red " + padded + "|@";
            case INCONCLUSIVE -> "@|yellow " + padded + "|@";
            case NOT_RUN -> "@|faint " + padded + "|@";
        };
    }
}
