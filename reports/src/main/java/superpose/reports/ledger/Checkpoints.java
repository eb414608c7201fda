package superpose.reports.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import superpose.data.BadInputException;
import superpose.data.io.AtomicFile;

/**
 * Finished sweep points on disk: a point that was written is never computed again.
 *
 * <p>JSON keeps every double exactly, so a run that was interrupted ends with the same bytes as one that was not.
 */
public final class Checkpoints {

    private final Path folder;

    Checkpoints(Path folder) {
        this.folder = folder;
    }

    /** Tells whether a point is done. */
    public boolean has(String key) {
        return Files.exists(file(key));
    }

    /**
     * Returns a point from disk, or computes it and writes it down.
     *
     * @param key name of the point, unique in the run; letters, digits, dots and hyphens
     * @param type a record of numbers, text and lists
     * @param compute makes the point where it is missing
     */
    public <T> T point(String key, Class<T> type, Supplier<T> compute) {
        Path file = file(key);
        try {
            if (Files.exists(file)) {
                return Json.MAPPER.readValue(file.toFile(), type);
            }
            T computed = compute.get();
            Files.createDirectories(folder);
            AtomicFile.write(file, Json.MAPPER.writeValueAsBytes(computed));
            return computed;
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new BadInputException(
                    "a checkpoint written by this program",
                    file + " (" + e.getOriginalMessage() + ")",
                    "remove that file");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String key) {
        return folder.resolve(key.replaceAll("[^A-Za-z0-9.-]", "_") + ".json");
    }
}
