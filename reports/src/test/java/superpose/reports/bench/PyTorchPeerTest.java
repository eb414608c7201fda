package superpose.reports.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import superpose.toymodels.BottleneckShape;
import superpose.toymodels.Engine;

class PyTorchPeerTest {

    @TempDir
    private Path folder;

    private static PyTorchPeer installed() {
        return switch (PyTorchPeer.find(Optional.empty())) {
            case PyTorchPeer.Sought.Found found -> found.peer();
            case PyTorchPeer.Sought.Absent absent -> abort(absent.reason());
        };
    }

    private Path python(String script) throws IOException {
        Path file = Files.writeString(folder.resolve("python"), "#!/bin/sh\n" + script + "\n");
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private PyTorchPeer fake(String script) throws IOException {
        Path file = python("case \"$*\" in *--check) echo '{\"torch\": \"9.9\"}' ;; *) " + script + " ;; esac");
        return assertInstanceOf(PyTorchPeer.Sought.Found.class, PyTorchPeer.find(Optional.of(file.toString())))
                .peer();
    }

    /** Both sides train the same models by the same recipe: after as many steps they have the same loss. */
    @ParameterizedTest
    @EnumSource(PeerWay.class)
    void pyTorchLearnsWhatWeLearn(PeerWay way) throws PeerFailure {
        TrainingCase training = TrainingCase.falling(new BottleneckShape(4, 40, 10));
        PeerAnswer theirs = installed().inFull(training, new PeerSetting(way, 1), 1500);
        List<Double> ours = new ArrayList<>();
        Engine.DL4J
                .trainer(BenchPlan.RECIPE.withSteps(1500), 1)
                .reporting(1500, (step, losses) -> ours.addAll(losses))
                .fit(training.model(), training.setups());
        double sum = ours.stream().mapToDouble(Double::doubleValue).sum();
        assertEquals(sum, theirs.end().loss(), 0.05 * sum);
        assertEquals(1500, theirs.end().steps());
    }

    @Test
    void pyTorchIsTimedAfterAWarmUpOnTheThreadsAskedFor() throws PeerFailure {
        PeerAnswer answer = installed()
                .sampled(TrainingCase.falling(new BottleneckShape(3, 5, 2)), new PeerSetting(PeerWay.PLAIN, 2), 0.05);
        assertEquals(2, answer.threads());
        assertTrue(answer.end().steps() >= 8, answer::toString);
    }

    @Test
    void aPythonWithoutPyTorchIsAbsentAndSoIsNoPythonAtAll() throws IOException {
        String none = assertInstanceOf(
                        PyTorchPeer.Sought.Absent.class,
                        PyTorchPeer.find(
                                Optional.of(folder.resolve("nothing-here").toString())))
                .reason();
        assertTrue(none.contains("absent") && none.contains("nothing-here"), none);
        String bare = assertInstanceOf(
                        PyTorchPeer.Sought.Absent.class,
                        PyTorchPeer.find(Optional.of(python("exit 1").toString())))
                .reason();
        assertTrue(bare.contains("has no PyTorch"), bare);
        String odd = assertInstanceOf(
                        PyTorchPeer.Sought.Absent.class,
                        PyTorchPeer.find(Optional.of(python("echo hello").toString())))
                .reason();
        assertTrue(odd.contains("peer failed"), odd);
    }

    @Test
    void aPeerThatBreaksSaysWithWhichWords() throws IOException {
        TrainingCase training = TrainingCase.falling(new BottleneckShape(3, 5, 2));
        PyTorchPeer broken = fake("echo Traceback >&2; echo 'MemoryError: too much' >&2; exit 1");
        PeerFailure failure = assertThrows(
                PeerFailure.class, () -> broken.sampled(training, new PeerSetting(PeerWay.TUNED, 1), 0.01));
        assertEquals("peer failed: exit code 1, MemoryError: too much", failure.getMessage());
        PyTorchPeer babbling = fake("echo 0.5 ms");
        assertTrue(String.valueOf(assertThrows(
                                PeerFailure.class,
                                () -> babbling.inFull(training, new PeerSetting(PeerWay.TUNED, 1), 10))
                        .getMessage())
                .contains("0.5 ms"));
    }
}
