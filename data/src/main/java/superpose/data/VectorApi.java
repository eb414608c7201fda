package superpose.data;

/**
 * Whether this Java was started with the Vector API ({@code --add-modules jdk.incubator.vector}).
 *
 * <p>Code that needs it stands in classes of their own that nothing loads where it is missing.
 */
public final class VectorApi {

    private static final boolean PRESENT =
            ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();

    private VectorApi() {}

    /** Returns whether vector code can run; what it computes, scalar code computes too, only slower. */
    public static boolean isPresent() {
        return PRESENT;
    }
}
