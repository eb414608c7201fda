package superpose.data.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import superpose.data.Activations;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.NameGlob;
import superpose.data.NearNames;
import superpose.data.Require;
import superpose.data.Seed;
import superpose.data.io.Excerpt;
import superpose.data.io.RowIndex;
import superpose.data.io.Sha256;

/** Activations in a folder of shards, read where they lie; complete, or as far as an interrupted writer came. */
public final class ActivationStore {

    private final Path folder;
    private final Manifest manifest;
    private @Nullable List<ShardFile> opened;

    private ActivationStore(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Tells whether a folder looks like a store: it has a manifest. */
    public static boolean isStore(Path folder) {
        return Files.isRegularFile(Manifest.in(folder));
    }

    /**
     * Opens a store; its shards are looked at when they are asked for.
     *
     * @throws BadInputException if the folder is no store or its manifest is not exactly as it was written
     */
    public static ActivationStore open(Path folder) {
        return new ActivationStore(folder, ManifestReader.read(folder));
    }

    /** Returns where the store is. */
    public Path folder() {
        return folder;
    }

    /** Returns where the activations come from. */
    public StoreOrigin origin() {
        return manifest.plan().origin();
    }

    /** Returns the tensors in their order. */
    public List<StoreTensor> tensors() {
        return manifest.plan().tensors();
    }

    /**
     * Returns the tensors that a name means, in the store's order.
     *
     * @param pattern the name of a tensor, or one in which {@code *} stands for any characters and {@code ?} for one, as in
     *     {@code blocks.*.hook_resid_post}
     * @throws BadInputException if it means none
     */
    public List<StoreTensor> tensors(String pattern) {
        List<String> names = NameGlob.matching(
                pattern, tensors().stream().map(StoreTensor::name).toList());
        List<StoreTensor> matching = tensors().stream()
                .filter(tensor -> names.contains(tensor.name()))
                .toList();
        if (matching.isEmpty()) {
            throw unknown(pattern);
        }
        return matching;
    }

    /** Returns the number of rows of every tensor. */
    public long rows() {
        return manifest.rows();
    }

    /** Returns the number of inputs, those without rows among them. */
    public long inputs() {
        return manifest.inputs();
    }

    /** Tells whether the last input is in the store; otherwise it ends where its writer was interrupted. */
    public boolean isComplete() {
        return manifest.complete();
    }

    /** Returns the shards as the manifest describes them. */
    public List<StoreShard> shards() {
        return manifest.shards();
    }

    /** Returns rows, inputs, shards, bytes, and the values that are not finite. */
    public StoreSummary summary() {
        return manifest.summary();
    }

    /** Returns the SHA-256 of the manifest, which names the hashes of all shards: stores are equal where it is. */
    public String sha256() {
        byte[] text = ManifestWriter.bytes(manifest);
        return Sha256.of(text, text.length);
    }

    /**
     * Returns the moments of a tensor, as the manifest has them.
     *
     * @throws BadInputException if there is no such tensor
     */
    public Moments moments(String tensor) {
        return manifest.statistics().get(index(tensor)).moments();
    }

    /**
     * Returns the values of a tensor that are not finite.
     *
     * @throws BadInputException if there is no such tensor
     */
    public NonFinite nonFinite(String tensor) {
        return manifest.statistics().get(index(tensor)).nonFinite();
    }

    /**
     * Returns a tensor, memory-mapped over all shards.
     *
     * @return [rows, width]
     * @throws BadInputException if there is no such tensor, if there are more than 2^31 - 1 rows, or if a shard is damaged
     */
    public Activations activations(String tensor) {
        int width = tensors().get(index(tensor)).width();
        requireRowsOfAMatrix();
        List<Matrix> parts =
                shardFiles().stream().map(shard -> shard.values(tensor)).toList();
        return new Activations(
                tensor, parts.isEmpty() ? Matrix.of(0, width) : Matrix.stacked(parts), folder.toString());
    }

    /** Returns the input of every row, ascending, [rows]. */
    public long[] rowInputs() {
        requireRowsOfAMatrix();
        long[] all = new long[(int) rows()];
        int from = 0;
        for (ShardFile shard : shardFiles()) {
            System.arraycopy(shard.inputs(), 0, all, from, shard.shard().rows());
            from += shard.shard().rows();
        }
        return all;
    }

    /** Returns where in its input every row is, [rows]. */
    public int[] positions() {
        return whole(ShardFile::positions);
    }

    /** Returns the token of every row, [rows]; {@link StoreRows#NO_TOKEN} where there is none. */
    public int[] tokens() {
        return whole(ShardFile::tokens);
    }

    /** Returns which input and which place in it each row is. */
    public RowIndex rowIndex() {
        return RowIndex.of(Excerpt.of(folder), inputs(), rowInputs(), positions(), tokens());
    }

    private interface IndexColumn {
        int[] of(ShardFile shard);
    }

    private int[] whole(IndexColumn column) {
        requireRowsOfAMatrix();
        int[] all = new int[(int) rows()];
        int from = 0;
        for (ShardFile shard : shardFiles()) {
            System.arraycopy(column.of(shard), 0, all, from, shard.shard().rows());
            from += shard.shard().rows();
        }
        return all;
    }

    /** Computes the hash, the size, the row counts and the moments of every shard again and compares. */
    public StoreCheck verify() {
        return new StoreVerifier(folder, manifest).check();
    }

    /**
     * Returns the rows in a shuffled order that the seed decides, from the first epoch on.
     *
     * @throws BadInputException if there are no rows or a shard is damaged
     */
    public ShuffledRows shuffled(Seed seed) {
        return ShuffledRows.of(shardFiles(), tensors(), seed);
    }

    private void requireRowsOfAMatrix() {
        Require.that(
                rows() <= Integer.MAX_VALUE - 8,
                "a store of less than 2^31 rows to be read as one matrix",
                rows() + " in " + Excerpt.of(folder),
                "read the rows as a shuffled stream, or write smaller stores");
    }

    private synchronized List<ShardFile> shardFiles() {
        List<ShardFile> known = opened;
        if (known == null) {
            known = new ArrayList<>();
            for (StoreShard shard : shards()) {
                known.add(ShardFile.open(folder, shard, tensors()));
            }
            opened = known;
        }
        return known;
    }

    private int index(String tensor) {
        for (int index = 0; index < tensors().size(); index++) {
            if (tensors().get(index).name().equals(tensor)) {
                return index;
            }
        }
        throw unknown(tensor);
    }

    private BadInputException unknown(String tensor) {
        List<String> names = tensors().stream().map(StoreTensor::name).toList();
        return new BadInputException(
                "a tensor of the store " + Excerpt.of(folder),
                Excerpt.of(tensor),
                NearNames.remedy(tensor, names, "choose one of " + Excerpt.of(names)));
    }
}
