package superpose.data.store;

import java.io.IOException;
import java.nio.file.Path;

/** A second process that writes the small store. */
final class OtherProcess {

    private OtherProcess() {}

    /** Writes up to an input, says so with a point, and waits to be killed; ends at once if the store is refused. */
    public static void main(String[] arguments) throws IOException {
        try (StoreWriter writer = StoreWriter.open(Path.of(arguments[0]), SmallStore.plan())) {
            SmallStore.add(writer, Long.parseLong(arguments[1]));
            System.out.print('.');
            System.out.flush();
            System.in.read();
        }
    }

    static Process writing(Path store, long end) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OtherProcess.class.getName(),
                        store.toString(),
                        Long.toString(end))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
