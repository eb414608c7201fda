package superpose.reports.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import superpose.analysis.geometry.Dimensionality;
import superpose.data.Density;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.toymodels.BottleneckArchitecture;
import superpose.toymodels.BottleneckModel;
import superpose.toymodels.BottleneckShape;
import superpose.toymodels.Dl4jTrainer;
import superpose.toymodels.InstanceSetup;
import superpose.toymodels.Recipe;

/** What the README shows is what the program does. */
class ReadmeTest {

    private static final Path README = Path.of("../README.md");
    private static final Path THIS = Path.of("src/test/java/superpose/reports/cli/ReadmeTest.java");

    @TestFactory
    Stream<DynamicTest> everyCommandOfTheReadmeIsUnderstood() throws IOException {
        List<String> commands = Files.readAllLines(README).stream()
                .filter(line -> line.startsWith("    ./superpose "))
                .map(line -> line.replaceAll("#.*", "").strip())
                .distinct()
                .toList();
        assertTrue(commands.size() >= 6, "commands in the README: " + commands);
        return commands.stream()
                .map(command -> DynamicTest.dynamicTest(command, () -> {
                    String[] words = command.substring("./superpose ".length()).split(" +");
                    // Parsing throws for an unknown command, option or value.
                    assertEquals(
                            List.of(words).getFirst(),
                            Main.commandLine()
                                    .parseArgs(words)
                                    .subcommand()
                                    .commandSpec()
                                    .name());
                }));
    }

    @Test
    void theFiveLinesOfTheReadmeRunAndPrintTwo() throws IOException {
        var world = SparseFeatures.uniform(5, new Density(0.05));
        var model = BottleneckModel.of(new BottleneckShape(1, 5, 2), BottleneckArchitecture.RELU_OUTPUT);
        var trained = new Dl4jTrainer(Recipe.adam(1e-3)).fit(model, List.of(InstanceSetup.in(world, new Seed(0))));
        assertEquals(2, Dimensionality.of(trained.directions(0)).sum(), 0.01);
        String readme = Files.readString(README);
        List<String> shown = Files.readAllLines(THIS).stream()
                .filter(line -> line.startsWith("        var "))
                .map(String::strip)
                .toList();
        assertEquals(3, shown.size());
        shown.forEach(line -> assertTrue(readme.contains(line), "in the README: " + line));
        assertTrue(readme.contains("Dimensionality.of(trained.directions(0)).sum()"));
    }
}
