package superpose.data.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import superpose.data.BadInputException;

/**
 * Writing from a file in UTF-8: JSON lines, objects with a field {@code "text"} each, or else one running text.
 *
 * @param texts in the file's order
 * @param running whether they are one text that goes on and on, to be cut anywhere
 */
public record TextFile(List<String> texts, boolean running) {

    private static final long LARGEST = 1L << 30;
    private static final JsonFactory JSON = new JsonFactory();

    /** Copies the texts. */
    public TextFile {
        texts = List.copyOf(texts);
    }

    /**
     * Reads a file; names that end in {@code .jsonl} or {@code .ndjson} mean JSON lines.
     *
     * @throws BadInputException if it is not UTF-8, too large, empty, or a line is no object with a text
     */
    public static TextFile read(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return read(FileBytes.map(file), name.endsWith(".jsonl") || name.endsWith(".ndjson"));
    }

    static TextFile read(FileBytes bytes, boolean jsonLines) {
        bytes.require(bytes.size() <= LARGEST, "at most " + LARGEST + " bytes of text", bytes.size(), "split the file");
        String all = bytes.utf8(0, bytes.size());
        bytes.require(!all.isBlank(), "text", "none", "check the file");
        if (!jsonLines) {
            return new TextFile(List.of(all), true);
        }
        List<String> texts = new ArrayList<>();
        List<String> lines = all.lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            if (!lines.get(line).isBlank()) {
                texts.add(text(bytes, lines.get(line), line + 1));
            }
        }
        return new TextFile(texts, false);
    }

    private static String text(FileBytes bytes, String line, int number) {
        Optional<String> text = Optional.empty();
        try (JsonParser json = JSON.createParser(line)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw noText(bytes, number, "something else");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String field = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING && field.equals("text")) {
                    text = Optional.of(json.getText());
                }
                json.skipChildren();
            }
        } catch (JsonProcessingException e) {
            throw noText(bytes, number, e.getOriginalMessage());
        } catch (IOException e) {
            throw noText(bytes, number, e.toString());
        }
        return text.filter(found -> !found.isEmpty()).orElseThrow(() -> noText(bytes, number, "none"));
    }

    private static BadInputException noText(FileBytes bytes, int line, String came) {
        return bytes.bad("a JSON object with a text in line " + line, came, "write one object a line");
    }
}
