package superpose.reports.pages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the sample page in a headless Chromium without a network, where there is one. */
final class BrowserTest {

    private static final Pattern PLOT =
            Pattern.compile("(?s)<div class=\"plot[^>]*>(.*?)<script type=\"application/json\"");

    @TempDir
    private Path folder;

    @Test
    void everyFigureIsDrawnWhateverItsWordsAndNothingIsComplainedAbout() throws IOException, InterruptedException {
        Page sample = SamplePage.page();
        List<Section> sections = new ArrayList<>(sample.sections());
        sections.addAll(EscapingTest.hostilePage().sections());
        String page = opened(new Page(sample.headline(), sample.keyNumbers(), sections, sample.provenance()).html());
        List<String> plots =
                PLOT.matcher(page).results().map(plot -> plot.group(1)).toList();
        assertEquals(SamplePage.charts().size() + 6 * HostileText.ALL.size(), plots.size());
        assertFalse(page.contains("evil.example\">"), "a link from outside");
        plots.forEach(plot -> assertTrue(plot.contains("class=\"main-svg\""), "a figure is empty"));
        assertFalse(page.contains("class=\"plot-note\""), "a note stands in place of a figure");
        String log = Files.readString(folder.resolve("log.txt"));
        assertFalse(log.contains("CONSOLE"), log);
    }

    @Test
    void aNoteStandsWhereTheBrowserCannotInflate() throws IOException, InterruptedException {
        // A page whose library is damaged, as in a browser that cannot read it.
        String damaged = SamplePage.page().html().replace("id=\"plotly\">H4sI", "id=\"plotly\">AAAA");
        String page = opened(damaged);
        assertFalse(page.contains("main-svg"));
        assertTrue(page.contains("This figure could not be drawn in this browser"));
        assertTrue(Files.readString(folder.resolve("log.txt")).contains("CONSOLE"), "complaints are heard");
    }

    private String opened(String html) throws IOException, InterruptedException {
        Optional<Path> browser = browser();
        Assumptions.assumeTrue(browser.isPresent(), "no Chromium on the PATH: the page is not opened");
        Path page = Files.writeString(folder.resolve("page.html"), html);
        Path dom = folder.resolve("dom.html");
        List<String> command = new ArrayList<>(List.of(
                browser.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-logging=stderr",
                "--user-data-dir=" + folder.resolve("profile"),
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--virtual-time-budget=20000",
                "--dump-dom",
                page.toUri().toString()));
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(folder.resolve("log.txt").toFile())
                .start();
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertTrue(ended, "Chromium did not end within two minutes");
        return Files.readString(dom);
    }

    private static Optional<Path> browser() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
