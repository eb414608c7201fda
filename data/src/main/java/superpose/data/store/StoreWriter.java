package superpose.data.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Optional;
import superpose.data.BadInputException;
import superpose.data.Require;
import superpose.data.io.AtomicFile;
import superpose.data.io.Excerpt;
import superpose.data.io.Sha256;

/**
 * Writes a store input by input.
 *
 * <p>A shard ends with the input that fills it, so what is written depends on the plan and the rows alone: a store that was
 * interrupted at any point and gone on with has the same bytes as one written at once. Every file appears whole or not at all,
 * and the manifest names a shard only once it is on the disk. At most the rows of one shard are held in memory.
 */
public final class StoreWriter implements AutoCloseable {

    private final Path folder;
    private final Disk disk;
    private final StoreLock lock;
    private Manifest manifest;
    private ShardContent pending;

    /** Whether rows may still be added: a writer that could not write is of no further use. */
    private boolean usable = true;

    /** Writes files whole or not at all. */
    interface Disk {

        void write(Path target, AtomicFile.Content content);
    }

    private StoreWriter(Path folder, Disk disk, StoreLock lock, Manifest manifest) {
        this.folder = folder;
        this.disk = disk;
        this.lock = lock;
        this.manifest = manifest;
        this.pending = new ShardContent(manifest.plan().tensors());
    }

    /**
     * Starts a store, or goes on with one of the same plan that was interrupted.
     *
     * @param folder missing, empty, or with a store
     * @throws BadInputException if the folder holds other things or a store of another plan, if another process or thread
     *     writes the store, or if the folder cannot be written
     */
    public static StoreWriter open(Path folder, StorePlan plan) {
        return open(folder, plan, AtomicFile::write);
    }

    static StoreWriter open(Path folder, StorePlan plan, Disk disk) {
        try {
            StoreFolder.prepare(folder);
            StoreLock lock = StoreLock.take(folder);
            try {
                return new StoreWriter(folder, disk, lock, adopted(folder, plan, disk));
            } catch (IOException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException e) {
            throw new BadInputException(
                    "a folder that can be written",
                    Excerpt.of(folder) + " (" + Excerpt.of(e) + ")",
                    "choose another folder or free some space");
        }
    }

    /** Returns the manifest of the store in the folder, which is begun where there is none. */
    private static Manifest adopted(Path folder, StorePlan plan, Disk disk) throws IOException {
        boolean begun = Files.exists(Manifest.in(folder));
        Manifest manifest = begun ? ManifestReader.read(folder) : Manifest.empty(plan);
        Optional<String> difference = plan.difference(manifest.plan());
        if (difference.isPresent()) {
            throw new BadInputException(
                    "a store of this plan in " + Excerpt.of(folder) + ", with " + difference.get(),
                    "a store of another plan",
                    "choose another folder, or remove this one");
        }
        StoreFolder.requireShards(folder, manifest);
        StoreFolder.clean(folder, manifest);
        if (!begun) {
            write(folder, manifest, disk);
        }
        return manifest;
    }

    private static void write(Path folder, Manifest manifest, Disk disk) {
        byte[] text = ManifestWriter.bytes(manifest);
        disk.write(Manifest.in(folder), out -> out.write(text));
    }

    /** Returns the first input that is not in the store yet; earlier ones are never to be given again. */
    public long nextInput() {
        return manifest.inputs() + pending.inputs();
    }

    /** Tells whether the last input is in the store, so that none may be added. */
    public boolean isComplete() {
        return manifest.complete();
    }

    /**
     * Adds the rows of the next input, and writes a shard when enough rows are there. Values that are not finite are kept and
     * counted.
     *
     * @param rows of input {@link #nextInput()}; copied
     * @throws BadInputException if they are of another input, do not fit the plan, or cannot be written; after the last of
     *     these the store ends at its last whole shard and the writer is of no further use
     */
    public void add(StoreRows rows) {
        requireUsable();
        Require.that(!isComplete(), "a store that is not complete", Excerpt.of(folder), "choose another folder");
        Require.that(rows.input() == nextInput(), "the rows of input " + nextInput(), rows.input(), "add each once");
        pending.add(rows);
        if (pending.rows() >= manifest.plan().shardRows()) {
            writeShard();
        }
    }

    /**
     * Writes the last shard and marks the store complete.
     *
     * @throws BadInputException if it cannot be written
     */
    public StoreSummary finish() {
        requireUsable();
        if (!isComplete()) {
            if (pending.inputs() > 0) {
                writeShard();
            }
            adopt(manifest.completed());
        }
        return manifest.summary();
    }

    private void writeShard() {
        usable = false;
        String name = StoreShard.name(manifest.shards().size());
        Path file = folder.resolve(name);
        MessageDigest digest = Sha256.digest();
        disk.write(file, out -> pending.writeTo(new DigestOutputStream(out, digest)));
        StoreShard shard = new StoreShard(
                name, pending.rows(), manifest.inputs(), pending.inputs(), size(file), Sha256.hex(digest));
        adopt(manifest.with(shard, pending.statistics()));
        pending = new ShardContent(manifest.plan().tensors());
    }

    private void adopt(Manifest next) {
        usable = false;
        write(folder, next, disk);
        manifest = next;
        usable = true;
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new BadInputException(
                    "a shard that can be read again", Excerpt.of(file) + " (" + Excerpt.of(e) + ")", "check the disk");
        }
    }

    private void requireUsable() {
        Require.that(
                usable,
                "a writer that is open and could write until now",
                "one that is closed or failed, of " + Excerpt.of(folder),
                "open the store again: it goes on after its last whole shard");
    }

    /** Lets the store go; without {@link #finish()} it ends at its last whole shard and can be gone on with. */
    @Override
    public void close() {
        usable = false;
        lock.close();
    }
}
