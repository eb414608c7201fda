package superpose.data.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import superpose.data.BadInputException;
import superpose.data.io.Excerpt;
import superpose.data.io.Sha256;

/** Computes everything again that the manifest says of the shards. */
final class StoreVerifier {

    private final Path folder;
    private final Manifest manifest;
    private List<TensorStatistics> found;

    StoreVerifier(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
        this.found = Manifest.empty(manifest.plan()).statistics();
    }

    StoreCheck check() {
        List<StoreCheck.ShardCheck> shards = new ArrayList<>();
        for (StoreShard shard : manifest.shards()) {
            shards.add(new StoreCheck.ShardCheck(shard, fault(shard)));
        }
        boolean sound = shards.stream().allMatch(shard -> shard.fault().isEmpty());
        return new StoreCheck(manifest.complete(), shards, sound ? wrongStatistics() : List.of());
    }

    private Optional<String> fault(StoreShard shard) {
        Path file = folder.resolve(shard.file());
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.of("is missing");
            }
            if (Files.size(file) != shard.bytes()) {
                return Optional.of("has " + Files.size(file) + " bytes instead of " + shard.bytes());
            }
            if (!Sha256.of(file).equals(shard.sha256())) {
                return Optional.of("has other content than was written: its SHA-256 differs");
            }
            add(ShardFile.open(folder, shard, manifest.plan().tensors()));
            return Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.of("cannot be read (" + Excerpt.of(e) + ")");
        } catch (BadInputException e) {
            return Optional.of("does not fit the manifest: " + e.getMessage());
        }
    }

    private void add(ShardFile shard) {
        long[] inputs = shard.inputs();
        int[] positions = shard.positions();
        found = Manifest.merged(
                found,
                manifest.plan().tensors().stream()
                        .map(tensor -> TensorStatistics.of(tensor, shard.values(tensor.name()), inputs, positions))
                        .toList());
    }

    private List<String> wrongStatistics() {
        List<String> wrong = new ArrayList<>();
        for (int tensor = 0; tensor < found.size(); tensor++) {
            if (!found.get(tensor).isSameAs(manifest.statistics().get(tensor))) {
                wrong.add(Manifest.FILE + " has other moments or counts for "
                        + Excerpt.of(manifest.plan().tensors().get(tensor).name()) + " than its rows");
            }
        }
        return wrong;
    }
}
