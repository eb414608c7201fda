package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.function.Executable;
import superpose.data.BadInputException;

/** What the tests of files need from outside: bytes, numpy, the folder of real files, the message of a refusal. */
public final class Surroundings {

    private Surroundings() {}

    static FileBytes bytes(byte[] content) {
        return new FileBytes("test", MemorySegment.ofArray(content));
    }

    /** Runs a refused action and returns the message, which must be one line of reasonable length. */
    public static String refusal(Executable action) {
        return requireOneLine(assertThrows(BadInputException.class, action));
    }

    /** Returns the message of a refusal, which must be one line of reasonable length. */
    public static String requireOneLine(BadInputException refusal) {
        String message = Objects.requireNonNull(refusal.getMessage());
        assertFalse(message.contains("\n"), message);
        assertFalse(message.length() > 1200, message);
        return message;
    }

    /** Runs a Python script in a folder; skips the test where there is no Python with numpy. */
    public static void runPython(Path folder, String script) throws IOException, InterruptedException {
        runPython(folder, "numpy", script);
    }

    /** Runs a Python script in a folder; skips the test where there is no Python with a library. */
    static void runPython(Path folder, String library, String script) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("script.py"), script);
        for (String python : new String[] {"/usr/bin/python3", "python3"}) {
            if (run(folder, python, "-c", "import " + library).code == 0) {
                Output output = run(folder, python, file.toString());
                assertEquals(0, output.code, output.text);
                return;
            }
        }
        Assumptions.abort("no python3 with " + library + " here");
    }

    private record Output(int code, String text) {}

    private static Output run(Path folder, String... command) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return new Output(-1, e.toString());
        }
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(60, TimeUnit.SECONDS);
        return new Output(process.exitValue(), text);
    }

    /** Returns a file of the folder of real files beside the project; skips the test where there is none. */
    static Path shared(String name) {
        Path root = Path.of("").toAbsolutePath();
        while (root != null && !Files.isDirectory(root.resolve("toyModels"))) {
            root = root.getParent();
        }
        Path file = root == null
                ? Path.of(name)
                : root.resolve("../shared").resolve(name).normalize();
        Assumptions.assumeTrue(Files.exists(file), () -> "no real files here: " + file);
        return file;
    }
}
