package superpose.reports.sources;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import superpose.data.Activations;
import superpose.data.BadInputException;
import superpose.data.Require;
import superpose.data.io.ArrayFiles;
import superpose.data.io.ArrayReference;
import superpose.data.io.RowIndex;
import superpose.data.store.ActivationStore;
import superpose.data.store.NonFinite;
import superpose.data.store.StoreTensor;
import superpose.reports.ledger.FileHash;

/** The activations that a run probes, all of the same rows: arrays in files, and tensors of activation stores. */
public final class ActivationSources {

    private final List<ArrayReference> references = new ArrayList<>();
    private final List<Activations> opened = new ArrayList<>();
    private final List<String> identities = new ArrayList<>();

    /** The stores by their folder, in the order in which they were first named. */
    private final Map<Path, ActivationStore> stores = new LinkedHashMap<>();

    private final Optional<RowIndex> index;

    /**
     * Opens what the references mean.
     *
     * @param given files, or stores: a store alone stands for all its tensors, and its tensors may be named by patterns
     * @throws BadInputException if something cannot be opened, is not finite or constant, or has other rows
     */
    public ActivationSources(List<ArrayReference> given) {
        for (ArrayReference reference : given) {
            if (ActivationStore.isStore(reference.file())) {
                openStore(reference);
            } else {
                add(reference, ArrayFiles.activations(reference).requireFinite(), FileHash.named(reference.file()));
            }
        }
        Require.same(
                references.size(), references.stream().distinct().count(), "different activation files or tensors");
        requireSameNumberOfRows();
        this.index = rowIndex();
    }

    private void openStore(ArrayReference reference) {
        ActivationStore store = stores.computeIfAbsent(reference.file(), ActivationStore::open);
        Require.that(
                store.isComplete() && store.rows() > 0,
                "a complete store with at least one row in " + store.folder(),
                store.isComplete() ? "none" : "one whose writer was interrupted after " + store.inputs() + " inputs",
                "write it to the end");
        String identity = identity(store);
        List<StoreTensor> tensors = reference.array().map(store::tensors).orElseGet(store::tensors);
        for (StoreTensor tensor : tensors) {
            requireFinite(store.nonFinite(tensor.name()), store);
            add(
                    new ArrayReference(store.folder(), Optional.of(tensor.name())),
                    store.activations(tensor.name()),
                    identity);
        }
    }

    /** Asks the store's own counts, so that the values need not be read for it. */
    private static void requireFinite(NonFinite values, ActivationStore store) {
        values.first().ifPresent(place -> {
            throw new BadInputException(
                    "finite activations in " + values.tensor() + " of " + store.folder(),
                    values.count() + " that are not, the first in input " + place.input() + " at position "
                            + place.position() + ", column " + place.column(),
                    "find out why the model gives them, or write the store without those inputs");
        });
    }

    private void add(ArrayReference reference, Activations activations, String identity) {
        references.add(reference);
        opened.add(activations.requireVarying());
        identities.add(identity + reference.array().map(array -> " " + array).orElse(""));
    }

    private static String identity(ActivationStore store) {
        return store.folder().toAbsolutePath().normalize().getFileName() + " " + store.sha256();
    }

    private void requireSameNumberOfRows() {
        Activations first = opened.getFirst();
        for (Activations other : opened) {
            Require.that(
                    other.samples() == first.samples(),
                    first.samples() + " rows of activations, as in " + first.origin(),
                    other.samples() + " in " + other.origin(),
                    "give activations of the same samples");
        }
    }

    private Optional<RowIndex> rowIndex() {
        Optional<RowIndex> first = Optional.empty();
        for (ActivationStore store : stores.values()) {
            RowIndex rows = store.rowIndex();
            if (first.isEmpty()) {
                first = Optional.of(rows);
            }
            Require.that(
                    first.get().hasSameRows(rows),
                    "rows of the same inputs and positions in every store",
                    "others in " + store.folder(),
                    "give stores of the same inputs, or probe them one by one");
        }
        return first;
    }

    /** Returns the activations; where two would have one name, as layers in different folders may, each gets its whole path. */
    public List<Activations> activations() {
        long names = opened.stream().map(Activations::name).distinct().count();
        if (names == opened.size()) {
            return List.copyOf(opened);
        }
        return IntStream.range(0, opened.size())
                .mapToObj(source -> new Activations(
                        named(references.get(source)),
                        opened.get(source).values(),
                        opened.get(source).origin()))
                .toList();
    }

    private static String named(ArrayReference reference) {
        return reference
                .array()
                .map(array -> reference.file() + ":" + array)
                .orElse(reference.file().toString());
    }

    /** Returns the number of rows of all activations. */
    public int rows() {
        return opened.getFirst().samples();
    }

    /** Returns which input and position each row is, where a store says so. */
    public Optional<RowIndex> index() {
        return index;
    }

    /** Returns what tells the content of each source, in order. */
    public List<String> identities() {
        return List.copyOf(identities);
    }

    /** Returns for each store, by what tells its content, where its activations come from. */
    public Map<String, Map<String, String>> origins() {
        Map<String, Map<String, String>> origins = new LinkedHashMap<>();
        stores.values()
                .forEach(store -> origins.put(identity(store), store.origin().facts()));
        return origins;
    }
}
