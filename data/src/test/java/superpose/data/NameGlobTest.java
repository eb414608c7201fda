package superpose.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameGlobTest {

    private static final List<String> NAMES = List.of(
            "blocks.0.post", "blocks.1.post", "blocks.10.post", "blocksX1Xpost", "/h.0/Add", "a*b", "axb", "\\Qa\\E");

    private static List<String> matching(String pattern) {
        return NameGlob.matching(pattern, NAMES);
    }

    @Test
    void starsAndQuestionMarksStandForCharacters() {
        assertEquals(List.of("blocks.0.post", "blocks.1.post", "blocks.10.post"), matching("blocks.*.post"));
        assertEquals(List.of("blocks.0.post", "blocks.1.post"), matching("blocks.?.post"));
        assertEquals(NAMES, matching("*"));
        assertEquals(List.of("/h.0/Add"), matching("/h*"));
    }

    @Test
    void everythingElseStandsForItself() {
        assertEquals(List.of(), matching("blocks.[01].post"));
        assertEquals(List.of("\\Qa\\E"), matching("\\Q?\\E"));
        assertEquals(List.of(), matching(""));
    }

    @Test
    void aNameThatIsAPatternMeansItself() {
        assertEquals(List.of("a*b"), matching("a*b"));
        assertEquals(List.of("a*b", "axb"), matching("a?b"));
    }
}
