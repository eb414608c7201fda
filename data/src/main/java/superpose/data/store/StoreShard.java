package superpose.data.store;

import java.util.Locale;

/**
 * A shard as the manifest describes it.
 *
 * @param file its name in the store's folder
 * @param rows number of rows
 * @param firstInput number of its first input
 * @param inputs number of inputs, those without rows among them
 * @param bytes size of the file
 * @param sha256 hash of the file, 64 hexadecimal digits
 */
public record StoreShard(String file, int rows, long firstInput, long inputs, long bytes, String sha256) {

    /** Returns the name of the shard with this number. */
    static String name(int number) {
        return String.format(Locale.ROOT, "shard-%05d.safetensors", number);
    }
}
