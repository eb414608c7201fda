package superpose.data.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.Matrix;
import superpose.data.Seed;
import superpose.data.io.Surroundings;

class ShuffledRowsTest {

    private final ActivationStore store;

    ShuffledRowsTest(@TempDir Path folder) {
        SmallStore.write(folder.resolve("store"), SmallStore.plan(4));
        store = ActivationStore.open(folder.resolve("store"));
        assertTrue(store.shards().size() > 2 * ShuffledRows.WINDOW, "several windows");
    }

    private static long[] rows(ShuffledRows stream, int count) {
        long[] rows = new long[count];
        float[][] none = {new float[3], new float[0]};
        for (int i = 0; i < count; i++) {
            rows[i] = stream.nextRow();
            stream.next(none);
        }
        return rows;
    }

    private int epoch() {
        return (int) store.rows();
    }

    @Test
    void everyRowComesExactlyOnceInEveryEpoch() {
        ShuffledRows stream = store.shuffled(new Seed(1));
        long[] all = LongStream.range(0, epoch()).toArray();
        for (int epoch = 0; epoch < 20; epoch++) {
            long[] rows = rows(stream, epoch());
            Arrays.sort(rows);
            assertArrayEquals(all, rows);
        }
    }

    @Test
    void theOrderDiffersBetweenEpochsAndSeedsAndIsTheSameForASeed() {
        long[] first = rows(store.shuffled(new Seed(1)), epoch());
        assertArrayEquals(first, rows(store.shuffled(new Seed(1)), epoch()));
        assertFalse(Arrays.equals(first, rows(store.shuffled(new Seed(2)), epoch())));
        assertFalse(Arrays.equals(first, rows(store.shuffled(new Seed(1)).at(epoch()), epoch())));
        assertFalse(Arrays.equals(first, LongStream.range(0, epoch()).toArray()));
    }

    @Test
    void aStreamThatStartsAnywhereGoesOnLikeOneThatCameThere() {
        int all = 3 * epoch();
        long[] uninterrupted = rows(store.shuffled(new Seed(1)), all);
        for (int start = 0; start < all; start++) {
            ShuffledRows resumed = store.shuffled(new Seed(1)).at(start);
            assertEquals(start, resumed.position());
            assertArrayEquals(Arrays.copyOfRange(uninterrupted, start, all), rows(resumed, all - start));
        }
        Surroundings.refusal(() -> store.shuffled(new Seed(1)).at(-1));
    }

    @Test
    void batchesOfAnySizeGiveTheSameRows() {
        Matrix first = store.activations("blocks.1.hook_resid_post").values();
        Matrix second = store.activations("input").values();
        int all = 5 * 7 * 8;
        long[] rows = rows(store.shuffled(new Seed(4)), all);
        for (int batch : new int[] {1, 5, 7, 8, all}) {
            ShuffledRows stream = store.shuffled(new Seed(4));
            float[] left = new float[3 * batch];
            float[] right = new float[2 * batch];
            for (int from = 0; from < all; from += batch) {
                assertEquals(batch, stream.next(left, right));
                for (int i = 0; i < batch; i++) {
                    assertArrayEquals(first.row((int) rows[from + i]), Arrays.copyOfRange(left, 3 * i, 3 * i + 3));
                    assertArrayEquals(second.row((int) rows[from + i]), Arrays.copyOfRange(right, 2 * i, 2 * i + 2));
                }
            }
            assertEquals(all, stream.position());
        }
    }

    @Test
    void blocksThatDoNotFitAreRefused() {
        ShuffledRows stream = store.shuffled(new Seed(1));
        Surroundings.refusal(() -> stream.next(new float[3]));
        Surroundings.refusal(() -> stream.next(new float[4], new float[2]));
        Surroundings.refusal(() -> stream.next(new float[3], new float[4]));
        assertEquals(0, stream.position());
    }

    @Test
    void anyPlaceOfAPermutationIsComputedAloneAndNoneIsTakenTwice() {
        for (int size = 1; size < 300; size++) {
            var permutation = new StatelessPermutation(size, new Seed(size));
            long[] order = LongStream.range(0, size).map(permutation::at).toArray();
            Arrays.sort(order);
            assertArrayEquals(LongStream.range(0, size).toArray(), order);
        }
        var huge = new StatelessPermutation(1L << 40, new Seed(0));
        long distinct = LongStream.range(0, 10_000).map(huge::at).distinct().count();
        assertEquals(10_000, distinct);
    }

    @Test
    void everyNumberIsEquallyLikelyAtEveryPlace() {
        int size = 10;
        int trials = 20_000;
        int[][] counts = new int[size][size];
        for (int trial = 0; trial < trials; trial++) {
            var permutation = new StatelessPermutation(size, new Seed(trial));
            for (int place = 0; place < size; place++) {
                counts[place][(int) permutation.at(place)]++;
            }
        }
        double expected = (double) trials / size;
        double statistic = 0;
        for (int[] row : counts) {
            for (int count : row) {
                statistic += (count - expected) * (count - expected) / expected;
            }
        }
        // 81 degrees of freedom: mean 81, standard deviation 12.7; five of these above.
        assertTrue(statistic < 81 + 5 * 12.7, "chi-squared " + statistic);
    }

    @Test
    void neighboursInTheStoreDoNotStayNeighbours() {
        var permutation = new StatelessPermutation(10_000, new Seed(9));
        double sum = 0;
        for (int place = 0; place < 9_999; place++) {
            sum += Math.abs(permutation.at(place) - permutation.at(place + 1));
        }
        // The mean distance of two random numbers below n is n / 3.
        assertEquals(10_000 / 3.0, sum / 9_999, 100);
    }
}
