package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs this room's micro-benchmarks: {@code mvn -q verify -Pjmh}. */
class MicroBenchmarksTest {

    @Test
    @Tag("jmh")
    void everyBenchmarkGivesATime() throws RunnerException {
        var options = new OptionsBuilder()
                .include(getClass().getPackageName() + "\\..*Benchmark")
                .shouldFailOnError(true)
                .build();
        assertFalse(new Runner(options).run().isEmpty());
    }
}
