package superpose.reports.example;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import superpose.data.BadInputException;
import superpose.data.io.ArrayReference;
import superpose.data.io.TextFile;
import superpose.data.io.TokenTexts;
import superpose.probes.model.Model;
import superpose.probes.model.ModelTensor;
import superpose.probes.model.TensorNames;
import superpose.probes.model.TextTokenizer;
import superpose.reports.tap.ModelFiles;

class LanguageModelExampleTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void theFilesFitTogether() throws IOException {
        LanguageModelExample.writeInto(folder);
        Model model = ModelFiles.open(folder.resolve("model.onnx"));
        List<ModelTensor> tensors = model.tensors();
        TensorNames names = ModelFiles.names(model, tensors, Optional.empty());
        assertEquals(5, names.find(List.of("blocks.*.hook_resid_p*")).size());
        try (TextTokenizer tokenizer = TextTokenizer.open(folder.resolve("tokenizer.json"))) {
            List<int[]> texts = tokenizer
                    .encode(TextFile.read(folder.resolve("texts.jsonl")), 128)
                    .texts();
            assertEquals(160, texts.size());
            try (Stream<Path> labels = Files.list(folder.resolve("labels"))) {
                for (Path file : labels.toList()) {
                    List<int[]> labelled = TokenTexts.read(new ArrayReference(file, Optional.empty()));
                    for (int text = 0; text < 160; text++) {
                        int[] ids = labelled.get(text);
                        // A label about the next character is not there for the last token.
                        assertTrue(ids.length >= 127, file.toString());
                        assertArrayEquals(ids, Arrays.copyOf(texts.get(text), ids.length));
                    }
                }
            }
        }
    }

    @Test
    void writingTwiceChangesNothingAndOtherFilesStay() throws IOException {
        LanguageModelExample.writeInto(folder);
        LanguageModelExample.writeInto(folder);
        try (Stream<Path> files = Files.walk(folder)) {
            assertEquals(
                    LanguageModelExample.files().size(),
                    files.filter(Files::isRegularFile).count());
        }
        Path mine = Files.writeString(folder.resolve("texts.jsonl"), "mine");
        BadInputException refused = assertThrows(BadInputException.class, () -> LanguageModelExample.writeInto(folder));
        assertTrue(String.valueOf(refused.getMessage()).contains("texts.jsonl, which differs"));
        assertEquals("mine", Files.readString(mine));
    }
}
