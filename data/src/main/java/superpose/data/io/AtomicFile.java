package superpose.data.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import superpose.data.BadInputException;
import superpose.data.Require;

/**
 * Writes files that appear whole or not at all.
 *
 * <p>The content goes to a temporary file in the target's folder, is forced to the disk and then takes the target's name in
 * one step. Whatever goes wrong before, an older file of that name stays as it was and no temporary file stays behind.
 */
public final class AtomicFile {

    private static final int BUFFER = 1 << 16;

    private AtomicFile() {}

    /** Something that can be written to a stream. */
    @FunctionalInterface
    public interface Content {

        /**
         * Writes all of it.
         *
         * @param out not to be closed
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes bytes.
     *
     * @throws BadInputException if the target cannot be written
     */
    public static void write(Path target, byte[] content) {
        write(target, out -> out.write(content));
    }

    /**
     * Writes text as UTF-8.
     *
     * @throws BadInputException if the target cannot be written
     */
    public static void write(Path target, String text) {
        write(target, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes content that is made while it is written.
     *
     * @throws BadInputException if the target cannot be written
     */
    public static void write(Path target, Content content) {
        Require.that(
                !Files.exists(target) || Files.isRegularFile(target),
                "a target that is a file or not there yet",
                Excerpt.of(target),
                Files.isDirectory(target) ? "this is a folder: add a file name" : "choose another name");
        try {
            writeAndRename(Files.exists(target) ? target.toRealPath() : target.toAbsolutePath(), content);
        } catch (IOException e) {
            throw unwritable(target, e);
        }
    }

    private static void writeAndRename(Path target, Content content) throws IOException {
        Path temporary = target.resolveSibling(".superpose-"
                + ProcessHandle.current().pid()
                + "-" + Thread.currentThread().threadId()
                + "-" + System.nanoTime()
                + ".part");
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static BadInputException unwritable(Path target, IOException cause) {
        Path folder = target.toAbsolutePath().getParent();
        String remedy = folder == null || Files.isDirectory(folder)
                ? "check the permissions and the free space"
                : "create the folder " + Excerpt.of(folder) + " first";
        var failure =
                new BadInputException("a target that can be written: " + Excerpt.of(target), Excerpt.of(cause), remedy);
        failure.initCause(cause);
        return failure;
    }
}
