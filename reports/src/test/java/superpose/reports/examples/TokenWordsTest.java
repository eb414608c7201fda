package superpose.reports.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.probes.model.TextTokenizer;
import superpose.reports.example.LanguageModelExample;

class TokenWordsTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void everyTokenOfAVocabularyIsShownAndNoTwoAlike() {
        LanguageModelExample.writeInto(folder);
        try (TextTokenizer tokenizer = TextTokenizer.open(folder.resolve("tokenizer.json"))) {
            TokenWords words = TokenWords.of(tokenizer);
            Set<String> seen = new HashSet<>();
            for (int token = 0; token < 1024; token++) {
                String word = words.word(token);
                assertFalse(word.isEmpty());
                assertTrue(word.codePoints().noneMatch(Character::isISOControl), word);
                assertTrue(seen.add(word), token + " is shown as another one: " + word);
            }
        }
    }

    @Test
    void wordsOfATextInARowAreTheText() {
        LanguageModelExample.writeInto(folder);
        try (TextTokenizer tokenizer = TextTokenizer.open(folder.resolve("tokenizer.json"))) {
            TokenWords words = TokenWords.of(tokenizer);
            String text = "And the LORD said unto Moses,\nStretch out thine hand\ttoward heaven";
            StringBuilder shown = new StringBuilder();
            for (int token : tokenizer.encode(text)) {
                shown.append(words.word(token));
            }
            assertEquals(text.replace('\n', '↵').replace('\t', '⇥'), shown.toString());
        }
    }

    @Test
    void withoutATokenizerIdsAreShown() {
        assertEquals("#417", TokenWords.ids().word(417));
        assertEquals("#3", TokenWords.visible("", 3));
    }
}
