package superpose.data.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import superpose.data.BadInputException;
import superpose.data.io.Excerpt;

/** Keeps a store to one writer: a lock on a file in it, which the operating system releases when the process dies. */
final class StoreLock implements AutoCloseable {

    static final String FILE = ".lock";

    /**
     * The stores this process writes. Asked before a lock file is opened: on POSIX systems, closing any channel of a file
     * releases all locks the process has on it, so a second writer that is turned away must not open the file at all.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private StoreLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock of a folder that exists.
     *
     * @throws BadInputException if another writer has it
     */
    static StoreLock take(Path folder) throws IOException {
        Path real = folder.toRealPath();
        if (!HELD.add(real)) {
            throw taken(folder);
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(real.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                throw taken(folder);
            }
            return new StoreLock(real, channel);
        } catch (IOException | RuntimeException e) {
            HELD.remove(real);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    private static BadInputException taken(Path folder) {
        return new BadInputException(
                "a store that nobody else writes",
                Excerpt.of(folder) + ", which is being written now",
                "wait for the other writer or choose another folder");
    }

    @Override
    public void close() {
        try {
            // Releases the lock.
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            HELD.remove(folder);
        }
    }
}
