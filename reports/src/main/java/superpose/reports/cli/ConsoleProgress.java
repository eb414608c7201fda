package superpose.reports.cli;

import java.io.PrintWriter;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import superpose.reports.experiments.Progress;

/** A progress bar with the time left on a terminal, one plain line per finished point elsewhere. */
final class ConsoleProgress implements Progress {

    private final PrintWriter out;
    private final Terminal terminal;
    private @Nullable ProgressBar bar;
    private long start;

    ConsoleProgress(PrintWriter out, Terminal terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public synchronized void begin(String task, long units) {
        start = System.nanoTime();
        // On a line of its own: before the bar it would leave no room for the time left on a narrow terminal.
        line(task);
        if (terminal.interactive()) {
            bar = new ProgressBarBuilder()
                    .setInitialMax(units)
                    .setStyle(terminal.colours() ? ProgressBarStyle.COLORFUL_UNICODE_BLOCK : ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(200)
                    .continuousUpdate()
                    .build();
        }
    }

    @Override
    public synchronized void advance(long units) {
        if (bar != null) {
            bar.stepBy(units);
        }
    }

    @Override
    public synchronized void say(String line) {
        if (bar != null) {
            bar.setExtraMessage(line);
        } else {
            line(String.format(java.util.Locale.ROOT, "%6.1f s  %s", (System.nanoTime() - start) / 1e9, line));
        }
    }

    @Override
    public synchronized void end() {
        if (bar != null) {
            bar.setExtraMessage("");
            bar.close();
            bar = null;
        }
    }

    private void line(String text) {
        out.println(text);
        out.flush();
    }
}
