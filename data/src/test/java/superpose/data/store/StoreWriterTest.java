package superpose.data.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.BadInputException;
import superpose.data.Seed;
import superpose.data.io.AtomicFile;
import superpose.data.io.Surroundings;

class StoreWriterTest {

    @TempDir
    private Path folder;

    @Test
    void whatIsAddedIsReadBack() {
        Path store = folder.resolve("store");
        StoreSummary summary = SmallStore.write(store);
        ActivationStore read = ActivationStore.open(store);
        List<float[]> expected = new ArrayList<>();
        List<Long> inputs = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        List<Integer> tokens = new ArrayList<>();
        for (long input = 0; input < SmallStore.INPUTS; input++) {
            StoreRows rows = SmallStore.rows(input);
            for (int row = 0; row < rows.positions().length; row++) {
                inputs.add(input);
                positions.add(rows.positions()[row]);
                tokens.add(rows.tokens()[row]);
                expected.add(Arrays.copyOfRange(rows.values().get(0), 3 * row, 3 * row + 3));
            }
        }
        assertTrue(read.isComplete());
        assertEquals(SmallStore.INPUTS, read.inputs());
        assertEquals(expected.size(), read.rows());
        assertEquals(read.summary(), summary);
        assertEquals(SmallStore.plan().origin(), read.origin());
        assertEquals(SmallStore.TENSORS, read.tensors());
        assertTrue(read.shards().size() >= 3, "several shards");
        assertEquals(inputs, Arrays.stream(read.rowInputs()).boxed().toList());
        assertEquals(positions, IntStream.of(read.positions()).boxed().toList());
        assertEquals(tokens, IntStream.of(read.tokens()).boxed().toList());
        var values = read.activations("blocks.1.hook_resid_post").values();
        for (int row = 0; row < expected.size(); row++) {
            assertArrayEquals(expected.get(row), values.row(row));
        }
        assertEquals(2, read.activations("input").neurons());
        assertTrue(Surroundings.refusal(() -> read.activations("inputt")).contains("did you mean input"));
    }

    @Test
    void theStoreIsTheSameWhereverItWasInterrupted() {
        Path whole = folder.resolve("whole");
        SmallStore.write(whole);
        var expected = SmallStore.content(whole);
        for (int first = 0; first <= SmallStore.INPUTS; first++) {
            Path store = folder.resolve("store-" + first);
            for (int end = first; end < SmallStore.INPUTS; end += 5) {
                try (StoreWriter writer = StoreWriter.open(store, SmallStore.plan())) {
                    SmallStore.add(writer, end);
                }
                assertFalse(ActivationStore.open(store).isComplete());
                assertTrue(ActivationStore.open(store).verify().isSound());
            }
            SmallStore.write(store);
            assertEquals(expected, SmallStore.content(store), "interrupted after " + first);
        }
    }

    @Test
    void whatAKilledWriterLeavesIsReplaced() throws IOException {
        Path whole = folder.resolve("whole");
        SmallStore.write(whole);
        // Killed after the rename of a shard, before the manifest knows it; and while a file was written.
        Path store = folder.resolve("store");
        try (StoreWriter writer = StoreWriter.open(store, SmallStore.plan())) {
            SmallStore.add(writer, 8);
        }
        String next = StoreShard.name(ActivationStore.open(store).shards().size());
        Files.writeString(store.resolve(next), "half of another shard");
        Files.writeString(store.resolve(".superpose-1-2-3.part"), "half a file");
        SmallStore.write(store);
        assertEquals(SmallStore.content(whole), SmallStore.content(store));
        // Killed before the first manifest.
        Path early = Files.createDirectories(folder.resolve("early"));
        Files.createFile(early.resolve(StoreLock.FILE));
        Files.writeString(early.resolve(".superpose-1-2-3.part"), "half a manifest");
        SmallStore.write(early);
        assertEquals(SmallStore.content(whole), SmallStore.content(early));
    }

    @Test
    void aCompleteStoreIsLeftAsItIs() {
        Path store = folder.resolve("store");
        StoreSummary summary = SmallStore.write(store);
        var content = SmallStore.content(store);
        try (StoreWriter writer = StoreWriter.open(store, SmallStore.plan())) {
            assertTrue(writer.isComplete());
            assertEquals(SmallStore.INPUTS, writer.nextInput());
            Surroundings.refusal(() -> writer.add(SmallStore.rows(SmallStore.INPUTS)));
            assertEquals(summary, writer.finish());
        }
        assertEquals(content, SmallStore.content(store));
    }

    @Test
    void shardsEndWithAnInputAndHoldTheRowsThatWerePlanned() {
        for (int shardRows : new int[] {1, 4, 10, 1000}) {
            Path store = folder.resolve("store-" + shardRows);
            SmallStore.write(store, SmallStore.plan(shardRows));
            ActivationStore read = ActivationStore.open(store);
            List<StoreShard> shards = read.shards();
            for (StoreShard shard : shards.subList(0, shards.size() - 1)) {
                long rows = 0;
                for (long input = shard.firstInput(); input < shard.firstInput() + shard.inputs(); input++) {
                    assertTrue(rows < shardRows, "the shard was not full before its last input");
                    rows += SmallStore.rows(input).rows();
                }
                assertEquals(shard.rows(), rows);
                assertTrue(rows >= shardRows);
            }
            assertTrue(read.verify().isSound());
        }
    }

    @Test
    void aStoreMayHoldNothing() {
        Path store = folder.resolve("store");
        try (StoreWriter writer = StoreWriter.open(store, SmallStore.plan())) {
            assertEquals(0, writer.finish().rows());
        }
        ActivationStore read = ActivationStore.open(store);
        assertTrue(read.isComplete() && read.verify().isSound());
        assertEquals(0, read.activations("input").samples());
        Surroundings.refusal(() -> read.shuffled(new Seed(0)));
    }

    @Test
    void valuesThatAreNotFiniteAreKeptAndCounted() {
        Path store = folder.resolve("store");
        StorePlan plan = SmallStore.plan(2);
        float nan = Float.NaN;
        float infinite = Float.NEGATIVE_INFINITY;
        try (StoreWriter writer = StoreWriter.open(store, plan)) {
            writer.add(row(0, 7, new float[] {1, 2, 3}, new float[] {3, 4}));
            writer.add(row(1, 8, new float[] {1, 2, 3}, new float[] {3, nan}));
            writer.add(row(2, 9, new float[] {nan, 2, infinite}, new float[] {6, 8}));
            List<NonFinite> counts = writer.finish().nonFinite();
            assertEquals(
                    List.of(
                            new NonFinite(
                                    SmallStore.TENSORS.getFirst().name(), 2, Optional.of(new NonFinite.Place(2, 9, 0))),
                            new NonFinite("input", 1, Optional.of(new NonFinite.Place(1, 8, 1)))),
                    counts);
        }
        ActivationStore read = ActivationStore.open(store);
        assertArrayEquals(
                new float[] {3, 4, 3, nan, 6, 8},
                read.activations("input").values().toArray());
        Moments moments = read.moments("input");
        assertEquals(2, moments.rows());
        assertArrayEquals(new double[] {4.5, 6}, moments.mean());
        assertArrayEquals(new double[] {2.25, 4}, moments.variance());
        assertEquals(7.5, moments.meanNorm());
        assertTrue(read.verify().isSound());
    }

    private static StoreRows row(long input, int position, float[] first, float[] second) {
        return new StoreRows(input, new int[] {position}, new int[] {StoreRows.NO_TOKEN}, List.of(first, second));
    }

    @Test
    void rowsThatDoNotFitAreRefusedAndChangeNothing() {
        Path store = folder.resolve("store");
        try (StoreWriter writer = StoreWriter.open(store, SmallStore.plan())) {
            SmallStore.add(writer, 5);
            StoreRows next = SmallStore.rows(5);
            Surroundings.refusal(() -> writer.add(SmallStore.rows(4)));
            Surroundings.refusal(() -> writer.add(SmallStore.rows(6)));
            Surroundings.refusal(() -> writer.add(new StoreRows(
                    5, next.positions(), next.tokens(), next.values().subList(0, 1))));
            Surroundings.refusal(() -> writer.add(new StoreRows(
                    5, next.positions(), next.tokens(), next.values().reversed())));
            Surroundings.refusal(() -> new StoreRows(5, new int[] {-1}, new int[] {0}, next.values()));
            Surroundings.refusal(() -> new StoreRows(5, new int[] {1}, new int[0], next.values()));
            SmallStore.add(writer, SmallStore.INPUTS);
            writer.finish();
        }
        Path whole = folder.resolve("whole");
        SmallStore.write(whole);
        assertEquals(SmallStore.content(whole), SmallStore.content(store));
    }

    @Test
    void rowsAreCopied() {
        Path store = folder.resolve("store");
        try (StoreWriter writer = StoreWriter.open(store, SmallStore.plan())) {
            for (long input = 0; input < SmallStore.INPUTS; input++) {
                StoreRows rows = SmallStore.rows(input);
                writer.add(rows);
                rows.values().forEach(values -> Arrays.fill(values, -1));
                Arrays.fill(rows.positions(), 99);
            }
            writer.finish();
        }
        Path whole = folder.resolve("whole");
        SmallStore.write(whole);
        assertEquals(SmallStore.content(whole), SmallStore.content(store));
    }

    @Test
    void plansThatCannotBeWrittenAreRefused() {
        StoreOrigin none = new StoreOrigin(new TreeMap<>());
        StoreTensor tensor = new StoreTensor("a", 1);
        Surroundings.refusal(() -> new StoreTensor("", 1));
        Surroundings.refusal(() -> new StoreTensor("a", 0));
        Surroundings.refusal(() -> new StoreTensor("row:input", 1));
        Surroundings.refusal(() -> new StoreTensor("__metadata__", 1));
        Surroundings.refusal(() -> new StoreTensor("\uD800", 1));
        Surroundings.refusal(() -> new StorePlan(none, List.of(), 1));
        Surroundings.refusal(() -> new StorePlan(none, List.of(tensor), 0));
        Surroundings.refusal(() -> new StorePlan(none, List.of(tensor, new StoreTensor("a", 2)), 1));
        Surroundings.refusal(() -> new StorePlan(none, List.of(new StoreTensor("a", Integer.MAX_VALUE)), 1));
        Surroundings.refusal(() -> new StoreOrigin(new TreeMap<>(Map.of("model", ""))));
    }

    @Test
    void aStoreOfAnotherPlanIsRefusedWithWhatDiffers() {
        Path store = folder.resolve("store");
        SmallStore.write(store);
        var content = SmallStore.content(store);
        var facts = new TreeMap<>(SmallStore.plan().origin().facts());
        facts.put("model", "another");
        assertRefused(store, new StorePlan(new StoreOrigin(facts), SmallStore.TENSORS, 10), "model another", "größe");
        assertRefused(store, SmallStore.plan(11), "rows of a shard 11 instead of 10");
        assertRefused(
                store,
                new StorePlan(SmallStore.plan().origin(), SmallStore.TENSORS.reversed(), 10),
                "tensors [input [2]");
        assertEquals(content, SmallStore.content(store));
    }

    private static void assertRefused(Path store, StorePlan plan, String... parts) {
        String message =
                Surroundings.refusal(() -> StoreWriter.open(store, plan).close());
        for (String part : parts) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void foldersWithOtherThingsAreRefusedAndLeftAsTheyAre() throws IOException {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("thesis.txt"), "years of work");
        assertRefused(other, SmallStore.plan(), "thesis.txt");
        Path foreign = Files.createDirectories(folder.resolve("foreign"));
        Files.writeString(foreign.resolve("manifest.json"), "{\"name\": \"web page\"}");
        Files.writeString(foreign.resolve("shard-00000.safetensors"), "not ours");
        assertRefused(foreign, SmallStore.plan(), "manifest.json");
        Path orphans = Files.createDirectories(folder.resolve("orphans"));
        Files.writeString(orphans.resolve("shard-00000.safetensors"), "a shard whose manifest is lost");
        assertRefused(orphans, SmallStore.plan(), "shard-00000.safetensors");
        assertRefused(Files.createFile(folder.resolve("file")), SmallStore.plan(), "a file");
        for (Path left : List.of(other, foreign, orphans)) {
            assertFalse(Files.exists(left.resolve(StoreLock.FILE)));
        }
        assertEquals(2, SmallStore.content(foreign).size());
        assertEquals(1, SmallStore.content(orphans).size());
    }

    @Test
    void aStoreHasOneWriterAtATime() throws Exception {
        Path store = folder.resolve("store");
        try (StoreWriter writer = StoreWriter.open(store, SmallStore.plan())) {
            SmallStore.add(writer, 4);
            assertRefused(store, SmallStore.plan(), "being written now");
            assertRefused(folder.resolve("store/../store"), SmallStore.plan(), "being written now");
            // Another process is turned away too, also after this one turned one of its own away.
            Process other = OtherProcess.writing(store, SmallStore.INPUTS);
            other.getOutputStream().close();
            assertNotEquals(0, other.waitFor());
            SmallStore.add(writer, SmallStore.INPUTS);
            writer.finish();
        }
        SmallStore.write(store);
    }

    @Test
    void aKilledProcessLeavesAStoreThatIsGoneOnWith() throws Exception {
        Path whole = folder.resolve("whole");
        SmallStore.write(whole);
        for (int killedAt : new int[] {2, 11}) {
            Path store = folder.resolve("killed-" + killedAt);
            Process child = OtherProcess.writing(store, killedAt);
            // It says when it is there, and then waits to be killed.
            assertEquals('.', child.getInputStream().read());
            assertRefused(store, SmallStore.plan(), "being written now");
            child.destroyForcibly().waitFor();
            SmallStore.write(store);
            assertEquals(SmallStore.content(whole), SmallStore.content(store));
        }
    }

    @Test
    void aFullDiskIsOneLineAndLeavesTheStoreValid() {
        Path whole = folder.resolve("whole");
        SmallStore.write(whole);
        long bytes = SmallStore.content(whole).values().stream()
                .mapToLong(hex -> hex.length() / 2)
                .sum();
        for (long room = 0; room < 2 * bytes; room += 397) {
            Path store = folder.resolve("full-" + room);
            boolean full = fill(store, room);
            if (full && ActivationStore.isStore(store)) {
                assertTrue(ActivationStore.open(store).verify().isSound());
            }
            if (room % 5 == 0) {
                SmallStore.write(store);
                assertEquals(SmallStore.content(whole), SmallStore.content(store));
            }
        }
    }

    /** Writes the small store to a disk with so much room; returns whether the disk became full. */
    private static boolean fill(Path store, long room) {
        var disk = new SmallDisk(room);
        try (StoreWriter writer = StoreWriter.open(store, SmallStore.plan(), disk)) {
            SmallStore.add(writer, SmallStore.INPUTS);
            writer.finish();
            return false;
        } catch (BadInputException e) {
            String message = Surroundings.requireOneLine(e);
            assertTrue(message.contains("No space left"), message);
            return true;
        }
    }

    @Test
    void aWriterThatCouldNotWriteIsOfNoFurtherUse() {
        Path store = folder.resolve("store");
        try (StoreWriter writer = StoreWriter.open(store, SmallStore.plan(), new SmallDisk(3000))) {
            Surroundings.refusal(() -> SmallStore.add(writer, SmallStore.INPUTS));
            assertTrue(Surroundings.refusal(() -> writer.add(SmallStore.rows(writer.nextInput())))
                    .contains("open the store again"));
            Surroundings.refusal(writer::finish);
        }
        StoreWriter closed = StoreWriter.open(store, SmallStore.plan());
        closed.close();
        closed.close();
        Surroundings.refusal(closed::finish);
    }

    /** A disk that has room for so many bytes, over all that is written. */
    private static final class SmallDisk implements StoreWriter.Disk {

        private long room;

        SmallDisk(long room) {
            this.room = room;
        }

        @Override
        public void write(Path target, AtomicFile.Content content) {
            AtomicFile.write(
                    target,
                    out -> content.writeTo(new FilterOutputStream(out) {
                        @Override
                        public void write(int b) throws IOException {
                            write(new byte[] {(byte) b}, 0, 1);
                        }

                        @Override
                        public void write(byte[] bytes, int from, int count) throws IOException {
                            room -= count;
                            if (room < 0) {
                                throw new IOException("No space left on device");
                            }
                            OutputStream file = out;
                            file.write(bytes, from, count);
                        }
                    }));
        }
    }
}
