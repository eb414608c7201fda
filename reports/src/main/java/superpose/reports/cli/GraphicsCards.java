package superpose.reports.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import superpose.toymodels.Backend;

/** The NVIDIA cards of this machine, whichever back end was built in. */
final class GraphicsCards {

    /** A line such as {@code NVIDIA A100-SXM4-40GB, 8.0}. */
    private static final Pattern CARD = Pattern.compile("(.+), (\\d+)\\.(\\d+)");

    private static final int SECONDS = 10;

    private GraphicsCards() {}

    /** Asks the driver's own tool; without driver or tool there are none that could be used. */
    static List<Backend.Gpu> installed() {
        try {
            Process tool = new ProcessBuilder("nvidia-smi", "--query-gpu=name,compute_cap", "--format=csv,noheader")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!tool.waitFor(SECONDS, TimeUnit.SECONDS)) {
                tool.destroyForcibly();
                return List.of();
            }
            return parse(new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException noSuchTool) {
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** Reads the tool's answer, one card a line; other lines are its complaints. */
    static List<Backend.Gpu> parse(String answer) {
        return answer.lines()
                .map(line -> CARD.matcher(line.strip()))
                .filter(Matcher::matches)
                .map(card -> new Backend.Gpu(
                        card.group(1), Integer.parseInt(card.group(2)), Integer.parseInt(card.group(3))))
                .toList();
    }
}
