package superpose.reports.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import superpose.data.Density;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.SparseFeatures;
import superpose.data.io.NpyFile;

class CommandLineTest {

    @TempDir
    private Path folder;

    private record Outcome(int code, String out, String err) {}

    private static Outcome run(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>();
        for (Object word : words) {
            arguments.add(word.toString());
        }
        CommandLine line = Main.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = line.execute(arguments.toArray(String[]::new));
        return new Outcome(code, out.toString(), err.toString());
    }

    private static void assertRefused(Outcome outcome, String... parts) {
        assertEquals(2, outcome.code(), outcome.err());
        assertEquals(1, outcome.err().lines().count(), "one line: " + outcome.err());
        for (String part : parts) {
            assertTrue(outcome.err().contains(part), "'" + part + "' in: " + outcome.err());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "study", "reproduce", "inspect", "store", "doctor", "bench"})
    void everyCommandHelps(String command) {
        Outcome outcome = command.isEmpty() ? run("--help") : run(command, "--help");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().contains("Usage: superpose"), outcome.out());
        assertTrue(outcome.err().isEmpty(), outcome.err());
    }

    @Test
    void theVersionIsOneLine() {
        Outcome outcome = run("--version");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().matches("superpose \\d+\\.\\d+\\.\\d+ \\(.+\\)\\R"), outcome.out());
    }

    static List<List<String>> wrongOptions() {
        return List.of(
                List.of("study", "--fast"),
                List.of("studdy"),
                List.of("reproduce"),
                List.of("reproduce", "geomtry"),
                List.of("reproduce", "geometry", "--all"),
                List.of("reproduce", "geometry", "--engine", "warp"),
                List.of("reproduce", "geometry", "--seeds", "0"),
                List.of("reproduce", "geometry", "--preset", "huge"),
                List.of("study", "--preset", "huge"),
                List.of("study", "--features", "many"),
                List.of("study", "--features", "3"),
                List.of("study", "--density", "0"),
                List.of("study", "--density", "1.5"),
                List.of("study", "--neurons", "4,2"),
                List.of("study", "--neurons", "0,2"),
                List.of("study", "--seeds", "0"),
                List.of("study", "--steps", "-5"),
                List.of("study", "--learning-rate", "NaN"),
                List.of("study", "--engine", "abacus"),
                List.of("study", "--batch", "2000000000"),
                List.of("study", "--features", "2000000000"),
                List.of("study", "--seeds", "2000000000"),
                List.of("study", "--preset", "smoke", "--features", "20000"),
                List.of("study", "--threads", "0"),
                List.of("study", "--labels", "labels.csv"),
                List.of("study", "--activations", "nothing-here.npy", "--labels", "labels.csv"),
                List.of("bench"),
                List.of("bench", "coffee"),
                List.of("bench", "toy-models", "--rounds", "0"),
                List.of("bench", "toy-models", "--threads", "0"),
                List.of("bench", "toy-models", "--preset", "huge"),
                List.of("inspect"),
                List.of("inspect", "nothing-here.npy"),
                List.of("store"),
                List.of("store", "info", "nothing-here"),
                List.of("store", "verify"));
    }

    @ParameterizedTest
    @MethodSource("wrongOptions")
    void wrongOptionsAreRefusedInOneLine(List<String> words) {
        List<Object> all = new ArrayList<>(words);
        if (words.getFirst().equals("study")) {
            all.addAll(List.of("--out", folder.resolve("run")));
        }
        assertRefused(run(all.toArray()));
        assertFalse(Files.exists(folder.resolve("run")), "nothing is written for wrong input");
    }

    @Test
    void anUnknownExperimentIsRefusedWithTheNearestOne() {
        assertRefused(run("reproduce", "geomtry"), "'geomtry'", "did you mean geometry?");
    }

    @Test
    void theListNamesEveryExperimentWithItsCosts() {
        Outcome outcome = run("reproduce", "--list");
        assertEquals(0, outcome.code());
        for (String name : List.of("toy-models", "two-dimensions", "geometry", "scaling", "together", "quick")) {
            assertTrue(outcome.out().contains(name), outcome.out());
        }
    }

    @Test
    void inspectListsNamesTypesAndShapes() {
        Path file = folder.resolve("world.npy");
        NpyFile.write(file, SparseFeatures.uniform(3, new Density(0.5)).sample(5, new Seed(0)));
        Outcome outcome = run("inspect", file);
        assertEquals(0, outcome.code(), outcome.err());
        assertTrue(outcome.out().contains("world") && outcome.out().contains("5 x 3"), outcome.out());
    }

    @Test
    void labelsThatDoNotFitTheActivationsAreRefused() throws IOException {
        Path activations = folder.resolve("layer.npy");
        NpyFile.write(activations, SparseFeatures.uniform(3, new Density(0.5)).sample(6, new Seed(0)));
        Path oneClass = Files.writeString(folder.resolve("same.csv"), "text,label\n0,1\n1,1\n2,1\n3,1\n4,1\n5,1\n");
        Path semicolons = Files.writeString(folder.resolve("semi.csv"), "text;label\n0;1\n1;0\n");
        Path tooMany = Files.writeString(folder.resolve("many.csv"), "label\n" + "1\n0\n".repeat(4));
        Path out = folder.resolve("run");
        assertRefused(
                run("study", "--activations", activations, "--labels", oneClass, "--out", out), "two classes", "same");
        assertRefused(run("study", "--activations", activations, "--labels", tooMany, "--out", out), "many.csv");
        Path constant = folder.resolve("constant.npy");
        NpyFile.write(constant, Matrix.of(6, 1, 2, 2, 2, 2, 2, 2));
        assertRefused(
                run("study", "--activations", constant, "--labels", oneClass, "--out", out), "varies", "constant.npy");
        assertRefused(run("study", "--activations", activations, "--labels", semicolons, "--out", out), "commas");
        assertFalse(Files.exists(out));
    }
}
