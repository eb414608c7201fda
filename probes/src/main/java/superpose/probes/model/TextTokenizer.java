package superpose.probes.model;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import superpose.data.BadInputException;
import superpose.data.Require;
import superpose.data.io.TextFile;

/** A tokenizer as Hugging Face stores it, {@code tokenizer.json}: text to token ids and back, without added tokens. */
public final class TextTokenizer implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    /** DJL tells its makers of every tokenizer that is opened on their cloud, unless this is set; nothing here calls home. */
    private static final String NO_TELEMETRY = "OPT_OUT_TRACKING";

    private final Path file;
    private final HuggingFaceTokenizer tokenizer;
    private final List<Integer> special;

    private TextTokenizer(Path file, HuggingFaceTokenizer tokenizer, List<Integer> special) {
        this.file = file;
        this.tokenizer = tokenizer;
        this.special = special;
    }

    /**
     * Opens a tokenizer.
     *
     * @throws BadInputException if the file is no tokenizer of a known kind
     */
    public static TextTokenizer open(Path file) {
        Require.that(Files.isRegularFile(file), "a tokenizer.json", file + ", which is not there", "check the path");
        List<Integer> special = special(file);
        System.setProperty(NO_TELEMETRY, "true");
        try {
            return new TextTokenizer(
                    file,
                    HuggingFaceTokenizer.builder()
                            .optTokenizerPath(file)
                            .optAddSpecialTokens(false)
                            .optTruncation(false)
                            .optPadding(false)
                            .build(),
                    special);
        } catch (IOException | RuntimeException e) {
            throw bad(file, String.valueOf(e.getMessage()));
        }
    }

    private static BadInputException bad(Path file, String came) {
        return new BadInputException(
                "a tokenizer.json as Hugging Face's tokenizers write it", file + ": " + came, "download it again");
    }

    /** Reads which tokens do not stand for text, such as the one between texts. */
    private static List<Integer> special(Path file) {
        List<Integer> ids = new ArrayList<>();
        try (JsonParser json = JSON.createParser(file.toFile())) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw bad(file, "no JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if (field.equals("added_tokens") && value == JsonToken.START_ARRAY) {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        addIfSpecial(json, ids);
                    }
                } else {
                    json.skipChildren();
                }
            }
        } catch (IOException e) {
            throw bad(file, String.valueOf(e.getMessage()));
        }
        return List.copyOf(ids);
    }

    private static void addIfSpecial(JsonParser json, List<Integer> ids) throws IOException {
        int id = -1;
        boolean isSpecial = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("id") && value == JsonToken.VALUE_NUMBER_INT) {
                id = json.getIntValue();
            } else if (field.equals("special")) {
                isSpecial = value == JsonToken.VALUE_TRUE;
            } else {
                json.skipChildren();
            }
        }
        if (isSpecial && id >= 0) {
            ids.add(id);
        }
    }

    /** Returns the ids of tokens that do not stand for text. */
    public List<Integer> special() {
        return special;
    }

    /** Returns the token ids of a text. */
    public int[] encode(String text) {
        return Arrays.stream(tokenizer.encode(text).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /** Returns the text of token ids; bytes that are no whole characters become replacement characters. */
    public String decode(int... ids) {
        return tokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), false);
    }

    /**
     * Texts as token ids.
     *
     * @param texts [texts][positions]
     * @param shortened how many texts lost their end because they were too long
     */
    public record Encoded(List<int[]> texts, int shortened) {}

    /**
     * Returns the token ids of texts, none longer than a context: a running text is cut into contexts, of other texts the
     * rest is left out.
     *
     * @param context most tokens of a text, at least 1
     */
    public Encoded encode(TextFile texts, int context) {
        Require.positive(context, "context");
        int shortened = 0;
        List<int[]> encoded = new ArrayList<>();
        for (int number = 0; number < texts.texts().size(); number++) {
            int[] ids = encode(texts.texts().get(number));
            Require.that(ids.length > 0, "text that has tokens", "none in text " + number, "leave empty texts out");
            shortened += !texts.running() && ids.length > context ? 1 : 0;
            int end = texts.running() ? ids.length : Math.min(context, ids.length);
            for (int from = 0; from < end; from += context) {
                encoded.add(Arrays.copyOfRange(ids, from, Math.min(end, from + context)));
            }
        }
        return new Encoded(encoded, shortened);
    }

    /** Returns the file. */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        tokenizer.close();
    }
}
