package superpose.reports.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.BiFunction;
import superpose.data.store.ActivationStore;
import superpose.data.store.StoreTensor;

/** The tensors of a store on the screen, one a line. */
final class StoreLines {

    private static final int WIDEST = 60;

    private StoreLines() {}

    /**
     * Prints name, type and shape of every tensor, as those of arrays are printed, and more.
     *
     * @param more says something of a tensor; may be empty
     */
    static void print(ActivationStore store, PrintWriter out, BiFunction<ActivationStore, StoreTensor, String> more) {
        int width = store.tensors().stream()
                .mapToInt(tensor -> tensor.name().length())
                .max()
                .orElse(1);
        for (StoreTensor tensor : store.tensors()) {
            String line = String.format(
                    Locale.ROOT,
                    "  %-" + Math.clamp(width, 1, WIDEST) + "s  %-5s %d x %d  %s",
                    printable(tensor.name()),
                    "F32",
                    store.rows(),
                    tensor.width(),
                    more.apply(store, tensor));
            out.println(line.stripTrailing());
        }
    }

    /** Returns a text from a store as it can be shown on a screen. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
