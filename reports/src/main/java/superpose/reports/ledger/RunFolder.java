package superpose.reports.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import superpose.data.BadInputException;
import superpose.data.io.AtomicFile;

/**
 * The folder that a run writes, held by one process at a time.
 *
 * <p>While a run is going on, a hidden folder keeps what it was asked to do and every finished sweep point. The same command
 * with the same folder goes on from there; another command is refused, so that no run overwrites another's results.
 */
public final class RunFolder implements AutoCloseable {

    private static final String HIDDEN = ".superpose";

    private final Path folder;
    private final FileChannel lockFile;
    private final FileLock lock;

    private RunFolder(Path folder, FileChannel lockFile, FileLock lock) {
        this.folder = folder;
        this.lockFile = lockFile;
        this.lock = lock;
    }

    /**
     * Opens a folder for a run, creating it where it is missing.
     *
     * @param folder where the run writes; missing, empty, or the folder of an earlier run of the same request
     * @param request everything that decides the run's results
     * @throws BadInputException when the folder holds something else, is in use, or cannot be written
     */
    public static RunFolder open(Path folder, Request request) {
        checkContents(folder);
        try {
            Files.createDirectories(folder.resolve(HIDDEN));
            FileChannel lockFile = FileChannel.open(
                    folder.resolve(HIDDEN).resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(lockFile);
            if (lock == null) {
                lockFile.close();
                throw new BadInputException(
                        "a folder that no other run writes",
                        folder + ", which one is writing now",
                        "wait for it or choose another --out");
            }
            return adopted(new RunFolder(folder, lockFile, lock), request);
        } catch (IOException e) {
            throw new BadInputException(
                    "a folder that can be written", folder + " (" + e + ")", "choose another --out or free some space");
        }
    }

    /** Returns the sweep points that are already done, and where further ones go. */
    public Checkpoints checkpoints() {
        return new Checkpoints(hidden("points"));
    }

    /** Returns where a file of the run lies. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Writes a file of the run, whole or not at all. */
    public void write(String name, byte[] content) {
        Path file = file(name);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        AtomicFile.write(file, content);
    }

    /** Forgets the sweep points: the run has written its results. */
    public void finish() {
        deletePoints();
    }

    @Override
    public void close() {
        try (lockFile) {
            lock.release();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RunFolder adopted(RunFolder opened, Request request) {
        try {
            opened.adopt(request);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void adopt(Request request) {
        Path requestFile = hidden("request.json");
        Path codeFile = hidden("code");
        String code = CodeVersion.current().words();
        if (Files.exists(requestFile)) {
            String earlier = read(requestFile);
            if (!earlier.equals(request.json())) {
                throw new BadInputException(
                        "a folder for this run",
                        folder + ", which belongs to a run with other settings",
                        "choose another --out, or remove the folder");
            }
            if (!Files.exists(codeFile) || !read(codeFile).equals(code)) {
                // Points of other code would mix two programs' numbers in one table.
                deletePoints();
            }
        }
        AtomicFile.write(requestFile, request.json().getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(codeFile, code.getBytes(StandardCharsets.UTF_8));
    }

    private void deletePoints() {
        if (!Files.isDirectory(hidden("points"))) {
            return;
        }
        try (Stream<Path> points = Files.list(hidden("points"))) {
            for (Path point : points.toList()) {
                Files.delete(point);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path hidden(String name) {
        return folder.resolve(HIDDEN).resolve(name);
    }

    private static @Nullable FileLock tryLock(FileChannel lockFile) throws IOException {
        try {
            return lockFile.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void checkContents(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("a folder for --out", folder + ", a file", "choose another --out");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<String> names =
                    entries.map(entry -> entry.getFileName().toString()).toList();
            if (!names.isEmpty() && !names.contains(HIDDEN)) {
                throw new BadInputException(
                        "an empty folder or one of an earlier run for --out",
                        folder + ", which holds other files",
                        "choose another --out");
            }
        } catch (IOException e) {
            throw new BadInputException("a folder that can be read", folder + " (" + e + ")", "choose another --out");
        }
    }
}
