package superpose.data.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import superpose.data.Seed;

class KeyIndexTest {

    /** Keys of a few columns, some of them alike. */
    private static List<List<String>> keys(int rows, int columns, int texts, RandomGenerator random) {
        return IntStream.range(0, rows)
                .mapToObj(row -> Stream.generate(() -> "t" + random.nextInt(texts))
                        .limit(columns)
                        .toList())
                .toList();
    }

    private static List<CodedColumn> columns(List<List<String>> keys, int count) {
        return IntStream.range(0, count)
                .mapToObj(column -> {
                    CodedColumn coded = new CodedColumn();
                    keys.forEach(key -> coded.add(key.get(column)));
                    return coded;
                })
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})
    void findsWhatAMapOfTextsFinds(long seed) {
        RandomGenerator random = new Seed(seed).generator();
        int columns = random.nextInt(1, 4);
        int texts = random.nextInt(1, 60);
        List<List<String>> here = keys(random.nextInt(1, 2000), columns, texts, random);
        KeyIndex index = new KeyIndex(columns(here, columns));
        Map<List<String>, Integer> reference = new HashMap<>();
        for (int row = 0; row < here.size(); row++) {
            Integer earlier = reference.putIfAbsent(here.get(row), row);
            assertEquals(earlier == null ? -1 : earlier, index.add(row));
        }
        List<List<String>> others = keys(random.nextInt(1, 2000), columns, texts + 5, random);
        int[] found = index.rowsOf(columns(others, columns));
        for (int row = 0; row < found.length; row++) {
            assertEquals(reference.getOrDefault(others.get(row), -1), found[row]);
        }
    }
}
