package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;

class BackendTest {

    @AfterAll
    static void backToOneThread() {
        Backend.threads(1);
    }

    @Test
    void threadsAreWhatWasSet() {
        for (int count : new int[] {1, 2}) {
            Backend.threads(count);
            assertEquals(count, Backend.loaded().threads());
        }
        assertThrows(BadInputException.class, () -> Backend.threads(0));
    }

    @Test
    void theLoadedBuildUsesTheWidestVectorsOfThisMachine() throws IOException {
        Assumptions.assumeTrue(Files.isReadable(Path.of("/proc/cpuinfo")), "needs Linux");
        Assumptions.assumeTrue("amd64".equals(System.getProperty("os.arch")), "needs x86_64");
        Assumptions.assumeTrue("CPU".equals(Backend.loaded().name()), "needs the CPU back end");
        String facts = Files.readString(Path.of("/proc/cpuinfo"));
        String widest = facts.contains(" avx512f ") ? "avx512" : facts.contains(" avx2 ") ? "avx2" : "baseline";
        assertEquals(widest, Backend.loaded().instructions());
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            List<String> libraries =
                    maps.filter(line -> line.contains("libnd4jcpu.so")).toList();
            String folder = "baseline".equals(widest) ? "linux-x86_64/" : "linux-x86_64-" + widest + "/";
            assertEquals(
                    libraries,
                    libraries.stream().filter(line -> line.contains(folder)).toList());
        }
    }

    @Test
    void cardsOlderThanKeplerAndNewerThanAdaAreNotUsable() {
        assertEquals(false, new Backend.Gpu("K20", 3, 5).isUsable());
        assertEquals(true, new Backend.Gpu("K80", 3, 7).isUsable());
        assertEquals(true, new Backend.Gpu("A100", 8, 0).isUsable());
        assertEquals(true, new Backend.Gpu("RTX 4090", 8, 9).isUsable());
        assertEquals(false, new Backend.Gpu("H100", 9, 0).isUsable());
        assertEquals(false, new Backend.Gpu("B200", 10, 0).isUsable());
    }
}
