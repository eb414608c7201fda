package superpose.toymodels;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.environment.Nd4jEnvironment;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;
import superpose.data.BadInputException;
import superpose.data.Require;

/**
 * The ND4J back end that the class path brought, and what it runs on.
 *
 * <p>The CPU back end loads the widest build on the class path that the processor can run, with no setting; {@code
 * -Dorg.bytedeco.javacpp.platform.extension=-avx2} would force another.
 *
 * <p>The CUDA back end ({@code -Pcuda}: nd4j-cuda-11.6 with org.bytedeco:cuda 11.6-8.3-1.5.7, Linux and Windows on x86_64)
 * finds the CUDA 11.6 libraries either in an installed CUDA toolkit or in that artifact's redist classifier, which is some
 * gigabytes large, and needs a driver for CUDA 11.6 or newer and a card that {@link Gpu#isUsable} accepts.
 *
 * @param name {@code CPU} or {@code CUDA}
 * @param instructions the widest vectors that the build of the back end uses: {@code avx512}, {@code avx2} or {@code
 *     baseline}
 * @param threads threads of one operation and of one matrix product
 * @param gpus the graphics cards, none for a CPU back end
 */
public record Backend(String name, String instructions, int threads, List<Gpu> gpus) {

    /** Copies the list. */
    public Backend {
        gpus = List.copyOf(gpus);
    }

    /**
     * A graphics card.
     *
     * @param name as its driver calls it
     * @param major first part of its compute capability
     * @param minor second part of its compute capability
     */
    public record Gpu(String name, int major, int minor) {

        /**
         * Returns whether the CUDA back end holds code for this card: compute capability 3.7 to 8.9.
         *
         * <p>ND4J's CUDA 11.6 build has machine code for 3.7 to 8.6, which 8.9 runs too, and none that a driver could
         * translate for newer cards.
         */
        public boolean isUsable() {
            int capability = 10 * major + minor;
            return capability >= 37 && capability <= 89;
        }
    }

    /**
     * Loads the back end, if it is not loaded yet, and describes it.
     *
     * @throws BadInputException if none loads, as where the CUDA back end finds no driver
     */
    public static Backend loaded() {
        try {
            Properties environment = Nd4j.getExecutioner().getEnvironmentInformation();
            return new Backend(
                    environment.getProperty(Nd4jEnvironment.BACKEND_KEY, "CPU"),
                    switch (ops().binaryLevel()) {
                        case 3 -> "avx512";
                        case 2 -> "avx2";
                        default -> "baseline";
                    },
                    ops().ompGetMaxThreads(),
                    gpus(environment));
        } catch (LinkageError failed) {
            throw failure(failed);
        }
    }

    /**
     * Sets how many threads an operation and a matrix product may use, for all trainings of this process.
     *
     * <p>ND4J starts with one for each core. Its threads wait for each other by spinning: beside other busy programs, one
     * thread is far faster than several.
     *
     * @param count at least 1
     */
    public static void threads(int count) {
        Require.positive(count, "threads");
        Nd4j.getEnvironment().setMaxMasterThreads(count);
        Nd4j.getEnvironment().setMaxThreads(count);
        ops().setOmpNumThreads(count);
        Nd4j.factory().blas().setMaxThreads(count);
    }

    private static NativeOps ops() {
        // The holder is filled when ND4J loads its back end.
        Nd4j.getBackend();
        return NativeOpsHolder.getInstance().getDeviceNativeOps();
    }

    private static List<Gpu> gpus(Properties environment) {
        List<Gpu> gpus = new ArrayList<>();
        if (environment.get(Nd4jEnvironment.CUDA_DEVICE_INFORMATION_KEY) instanceof List<?> devices) {
            for (Object device : devices) {
                if (device instanceof Map<?, ?> facts) {
                    gpus.add(new Gpu(
                            String.valueOf(facts.get(Nd4jEnvironment.CUDA_DEVICE_NAME_KEY)),
                            number(facts.get(Nd4jEnvironment.CUDA_DEVICE_MAJOR_VERSION_KEY)),
                            number(facts.get(Nd4jEnvironment.CUDA_DEVICE_MINOR_VERSION_KEY))));
                }
            }
        }
        return gpus;
    }

    private static int number(@Nullable Object fact) {
        return fact instanceof Number number ? number.intValue() : 0;
    }

    private static BadInputException failure(Throwable failed) {
        BadInputException bad = new BadInputException(
                "an ND4J back end that loads",
                failed,
                "check the graphics driver, or build without -Pcuda to train on the CPU");
        bad.initCause(failed);
        return bad;
    }
}
