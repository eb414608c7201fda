package superpose.probes;

import java.util.Locale;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import smile.linalg.blas.cblas_h;
import superpose.data.Require;

/**
 * The native linear algebra that the products of Smile and of ND4J run on: the OpenBLAS that ND4J brings along.
 *
 * <p>Smile binds BLAS and LAPACK by the foreign-function interface and looks first for a library of the system, by the
 * name in {@code smile.lib.blas} and {@code smile.lib.lapack}, then among the libraries that the class loader has loaded.
 * So the first name is set to a library that is in every process and holds no BLAS, and the second look finds the bundled
 * OpenBLAS. No package of the system is needed. A name that the user has set is left as it is.
 *
 * <p>The bundle holds the same OpenBLAS twice, as {@code libopenblas_nolapack} and as {@code libopenblas}, with threads and
 * settings of their own. This class loads the first alone. ND4J 1.0.0-M2.1 loads both, but its products run on the first as
 * well, whichever comes first; the second stands idle.
 *
 * <p>{@link #load} must run before the first touch of a Smile matrix; every entry point of this room calls it. Smile's
 * matrices are column-major and start each column at a multiple of {@code ld()}: a row-major block of samples is a Smile
 * matrix [features, samples]. Smile's {@code svd}, {@code qr}, {@code lu} and {@code cholesky} overwrite their matrix.
 */
public final class NativeAlgebra {

    private static final ProductThreads THREADS = new ProductThreads();

    private NativeAlgebra() {}

    /**
     * Loads the library once; later calls cost nothing.
     *
     * @throws IllegalStateException if there is no OpenBLAS for this platform on the class path, or it computes wrongly here
     */
    public static void load() {
        if (!Bundled.FAILURE.isEmpty()) {
            throw new IllegalStateException(Bundled.FAILURE);
        }
    }

    /** Returns the library that Smile's products run on, its options and the kernel it chose for this processor. */
    public static String library() {
        load();
        String options = cblas_h.openblas_get_config().getString(0).strip();
        String core = cblas_h.openblas_get_corename().getString(0);
        return options.contains(core) ? options : options + " " + core;
    }

    /** Returns how many threads products may use: one product, or several side by side. */
    public static int threads() {
        load();
        return THREADS.allowed();
    }

    /**
     * Sets how many threads a product may use, for the whole process and so for ND4J's products as well. ND4J sets the same
     * number where it is told one, so the last call counts; the number that ND4J itself reports is only what it was told.
     *
     * @param threads at least 1; tasks that run at once times this number should not exceed the cores
     */
    public static void useThreads(int threads) {
        load();
        THREADS.allow(Require.positive(threads, "threads"));
    }

    /**
     * Keeps every product on the thread that asks for it until the lease is closed, so that as many threads as
     * {@link #threads} says can run products side by side: a product on several threads would make them wait for each other,
     * and its sums would depend on their number. Leases may overlap; the last to be closed gives products their threads back.
     */
    public static Lease sideBySide() {
        load();
        THREADS.lease();
        return new Lease();
    }

    /** The time in which every product stays on its own thread. */
    public static final class Lease implements AutoCloseable {

        private boolean open = true;

        private Lease() {}

        @Override
        public void close() {
            if (open) {
                open = false;
                THREADS.release();
            }
        }
    }

    /** What the library may use now, and what it may use again when nobody holds a lease. */
    private static final class ProductThreads {

        private int leases;
        private int allowed;

        synchronized int allowed() {
            return leases > 0 ? allowed : cblas_h.openblas_get_num_threads();
        }

        synchronized void allow(int threads) {
            allowed = threads;
            if (leases == 0) {
                cblas_h.openblas_set_num_threads(threads);
            }
        }

        synchronized void lease() {
            allowed = allowed();
            leases++;
            cblas_h.openblas_set_num_threads(1);
        }

        synchronized void release() {
            leases--;
            if (leases == 0) {
                cblas_h.openblas_set_num_threads(allowed);
            }
        }
    }

    /** Loads in its initialiser, which the Java virtual machine runs once and for all threads. */
    private static final class Bundled {

        static final String FAILURE = failureToLoad();

        private static String failureToLoad() {
            String alwaysLoaded = libraryOfEveryProcess();
            for (String property : new String[] {"smile.lib.blas", "smile.lib.lapack"}) {
                System.setProperty(property, System.getProperty(property, alwaysLoaded));
            }
            try {
                // The JNI part without LAPACK wrappers is 300 KB; the OpenBLAS it brings holds all of LAPACK.
                Loader.load(openblas_nolapack.class);
                return TriangularSolve.isRight()
                        ? ""
                        : "the bundled OpenBLAS computes wrongly with its kernels for this processor:"
                                + " set OPENBLAS_CORETYPE=Haswell in the environment";
            } catch (UnsatisfiedLinkError error) {
                return "no bundled OpenBLAS for this platform: " + error.getMessage();
            }
        }

        /** On macOS a library is only found by its bare name in the system's folders, and libjvm is not there. */
        private static String libraryOfEveryProcess() {
            String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
            return system.startsWith("mac") ? "System.B" : "jvm";
        }
    }
}
