package superpose.reports.study;

import java.util.function.Consumer;
import superpose.reports.experiments.Progress;

/** A progress for tests that listens to finished sweep points. */
final class Heard {

    private Heard() {}

    static Progress lines(Consumer<String> listener) {
        return new Progress() {
            @Override
            public void begin(String task, long units) {}

            @Override
            public void advance(long units) {}

            @Override
            public void say(String line) {
                listener.accept(line);
            }

            @Override
            public void end() {}
        };
    }
}
