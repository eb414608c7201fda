package superpose.reports.cli;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import superpose.data.BadInputException;
import superpose.probes.NativeAlgebra;
import superpose.reports.ledger.CodeVersion;
import superpose.reports.ledger.Machine;
import superpose.toymodels.Backend;

/** Says what this machine offers and what Superpose makes of it. */
@Command(
        name = "doctor",
        description = "Says what this machine offers: Java, vectors, the ND4J back end, GPUs and linear algebra.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionLine.class)
final class DoctorCommand implements Callable<Integer> {

    private static final int FAILED = 1;
    private static final double MIB = 1 << 20;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Machine machine = Machine.current();
        line("superpose", CodeVersion.current().words());
        line("java", System.getProperty("java.home") + ", version " + machine.java());
        line(
                "heap",
                String.format(
                        Locale.ROOT, "up to %.0f MiB", Runtime.getRuntime().maxMemory() / MIB));
        line("processor", machine.processor() + ", " + machine.cores() + " cores, " + machine.system());
        line("vectors", "up to " + vectorBits() + " bits in compiled Java code");
        boolean backend = reportBackend();
        reportCards();
        boolean algebra = reportAlgebra();
        return backend && algebra ? 0 : FAILED;
    }

    /** The width that the just-in-time compiler vectorises for, which it takes from the processor. */
    private static int vectorBits() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return 8 * Integer.parseInt(machine.getVMOption("MaxVectorSize").getValue());
    }

    private boolean reportBackend() {
        try {
            Backend backend = Backend.loaded();
            line(
                    "nd4j",
                    backend.name() + " back end, " + backend.instructions() + " build, " + backend.threads()
                            + " threads");
            return true;
        } catch (BadInputException failed) {
            line("nd4j", "does not load: " + failed.getMessage());
            return false;
        }
    }

    private void reportCards() {
        List<Backend.Gpu> cards = GraphicsCards.installed();
        if (cards.isEmpty()) {
            line("gpu", "none found by nvidia-smi; trainings run on the CPU");
        }
        for (Backend.Gpu card : cards) {
            String capability = card.name() + ", compute capability " + card.major() + "." + card.minor();
            line(
                    "gpu",
                    capability
                            + (card.isUsable()
                                    ? ": ND4J CUDA 11.6 can use it; build with SUPERPOSE_MAVEN_OPTS=-Pcuda"
                                    : ": ND4J CUDA 11.6 cannot use it, it holds code for 3.7 to 8.9 only; trainings run"
                                            + " on the CPU"));
        }
    }

    private boolean reportAlgebra() {
        try {
            line("blas", NativeAlgebra.library() + ", " + NativeAlgebra.threads() + " threads, for Smile and ND4J");
            return true;
        } catch (IllegalStateException failed) {
            line("blas", String.valueOf(failed.getMessage()));
            return false;
        }
    }

    private void line(String what, String facts) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(Locale.ROOT, "%-10s %s%n", what, facts);
        out.flush();
    }
}
