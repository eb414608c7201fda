package superpose.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ConceptTest {

    @Test
    void shufflingKeepsTheCountsAndMovesTheLabels() {
        boolean[] present = new boolean[1000];
        for (int sample = 0; sample < 100; sample++) {
            present[sample] = true;
        }
        Concept shuffled = Concept.of("first", present).shuffled(new Seed(1));
        assertEquals(100, shuffled.positives());
        int[] firstHundred = new int[100];
        for (int sample = 0; sample < 100; sample++) {
            firstHundred[sample] = sample;
        }
        assertTrue(shuffled.select(firstHundred).positives() < 30);
    }

    @Test
    void oneClassOfSeveralCountsAsPresent() {
        Labels digits = Labels.of("digit", List.of("zero", "one", "two"), new int[] {2, 0, 1, 2});
        Concept two = Concept.of(digits, 2);
        assertEquals(2, two.positives());
        assertTrue(two.in(0) && !two.in(1) && !two.in(2) && two.in(3));
    }

    @Test
    void missingLabelsAreRefused() {
        Labels partly = Labels.of("digit", List.of("zero", "one"), new int[] {1, Labels.MISSING});
        assertThrows(BadInputException.class, () -> Concept.of(partly, 1));
    }
}
