package superpose.data.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import superpose.data.BadInputException;
import superpose.data.Require;
import superpose.data.io.Excerpt;

/** The folder of a store that is about to be written: what may be in it, and what a killed writer left behind. */
final class StoreFolder {

    private static final Pattern SHARD = Pattern.compile("shard-\\d{5,}\\.safetensors");
    private static final Pattern UNFINISHED = Pattern.compile("\\.superpose-.*\\.part");

    private StoreFolder() {}

    /**
     * Makes the folder where it is missing.
     *
     * @throws BadInputException if it holds anything else than a store; nothing in it is then changed
     */
    static void prepare(Path folder) throws IOException {
        Require.that(
                !Files.exists(folder) || Files.isDirectory(folder),
                "a folder for a store",
                Excerpt.of(folder) + ", a file",
                "choose another name");
        Files.createDirectories(folder);
        if (Files.exists(Manifest.in(folder))) {
            // Throws if it is the manifest of something else.
            ManifestReader.read(folder);
            return;
        }
        for (String name : names(folder)) {
            Require.that(
                    name.equals(StoreLock.FILE) || UNFINISHED.matcher(name).matches(),
                    "an empty folder or one with a store",
                    Excerpt.of(folder) + ", which holds " + Excerpt.of(name) + " and no " + Manifest.FILE,
                    "choose another folder");
        }
    }

    /** Removes what a killed writer left: files that were not finished and shards that the manifest does not know. */
    static void clean(Path folder, Manifest manifest) throws IOException {
        Set<String> known = manifest.shards().stream().map(StoreShard::file).collect(Collectors.toSet());
        for (String name : names(folder)) {
            boolean left =
                    UNFINISHED.matcher(name).matches() || (SHARD.matcher(name).matches() && !known.contains(name));
            if (left) {
                Files.delete(folder.resolve(name));
            }
        }
    }

    /** Checks that the shards of the manifest are there. */
    static void requireShards(Path folder, Manifest manifest) throws IOException {
        for (StoreShard shard : manifest.shards()) {
            Path file = folder.resolve(shard.file());
            long bytes = Files.isRegularFile(file) ? Files.size(file) : -1;
            if (bytes != shard.bytes()) {
                throw new BadInputException(
                        "a shard of " + shard.bytes() + " bytes at " + Excerpt.of(file),
                        bytes < 0 ? "none" : bytes,
                        "copy the shard again, or remove the folder and write the store anew");
            }
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
        }
    }
}
