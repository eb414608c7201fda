package superpose.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FixedSamplesTest {

    private static final int FEATURES = 3;

    /** Rows whose values tell which row and which feature they are. */
    private static Matrix numbered(int rows) {
        float[] values = new float[rows * FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = i;
        }
        return Matrix.of(rows, FEATURES, values);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 64, 200})
    void aBatchOfAsManySamplesAsRowsIsTheDataSetEveryTime(int rows) {
        Matrix set = numbered(rows);
        FixedSamples stream = new FixedSamples(set);
        float[] batch = new float[rows * FEATURES];
        for (int step = 0; step < 3; step++) {
            stream.next(batch);
            assertArrayEquals(set.toArray(), batch);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 63, 64, 65, 128, 200})
    void sampleNumberIIsRowIModuloTheRowsHoweverSamplesAreAskedFor(int rows) {
        FixedSamples stream = new FixedSamples(numbered(rows));
        RandomGenerator choices = new Seed(rows).generator();
        int start = 7;
        float[] tile = new float[start + FEATURES * SampleStream.TILE];
        int sample = 0;
        for (int call = 0; call < 200; call++) {
            // Tiles in a row from where one starts, as in training, and odd numbers of samples between them.
            int count = call % 50 < 25 ? 0 : choices.nextInt(1, 70);
            float[] rowsOfSamples = new float[count * FEATURES];
            stream.next(rowsOfSamples);
            for (float value : rowsOfSamples) {
                assertEquals((float) (sample++ % (rows * FEATURES)), value);
            }
            stream.nextTile(tile, start, FEATURES);
            for (int i = 0; i < SampleStream.TILE * FEATURES; i++) {
                float value = tile[start + i % FEATURES * SampleStream.TILE + i / FEATURES];
                assertEquals((float) (sample++ % (rows * FEATURES)), value);
            }
        }
    }

    @Test
    void whatIsDoneToATileDoesNotReachTheNextRound() {
        FixedSamples stream = new FixedSamples(numbered(64));
        float[] tile = new float[FEATURES * SampleStream.TILE];
        stream.nextTile(tile, 0, FEATURES);
        float[] first = tile.clone();
        Arrays.fill(tile, -1);
        stream.nextTile(tile, 0, FEATURES);
        assertArrayEquals(first, tile);
    }

    @Test
    void emptySetsAndOtherWidthsAreRefused() {
        assertThrows(BadInputException.class, () -> new FixedSamples(Matrix.of(0, 3)));
        FixedSamples stream = new FixedSamples(numbered(2));
        assertThrows(BadInputException.class, () -> stream.next(new float[4]));
        assertThrows(BadInputException.class, () -> stream.nextTile(new float[4 * SampleStream.TILE], 0, 4));
    }
}
