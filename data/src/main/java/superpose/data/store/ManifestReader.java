package superpose.data.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import superpose.data.BadInputException;
import superpose.data.Require;
import superpose.data.io.Excerpt;
import superpose.data.io.Sha256;

/** Reads a manifest strictly: the seal must be right, and the fields those that are written, in their order. */
final class ManifestReader {

    private static final int LARGEST = 1 << 29;
    private static final int MOST_SHARDS = 10_000_000;
    private static final String REMEDY = "it was changed or damaged: copy the store again, or write it anew";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(30)
                    .maxNameLength(StoreOrigin.LONGEST_FACT)
                    .maxStringLength(StoreOrigin.LONGEST_FACT)
                    .maxDocumentLength(LARGEST)
                    .build())
            .build();

    private final String origin;
    private final JsonParser json;

    private ManifestReader(String origin, JsonParser json) {
        this.origin = origin;
        this.json = json;
    }

    /**
     * Reads the manifest of a store.
     *
     * @throws BadInputException if there is none, or if it is not exactly as it was written
     */
    static Manifest read(Path folder) {
        Path file = Manifest.in(folder);
        Require.that(
                Files.isRegularFile(file),
                "a folder with a store of activations, with a " + Manifest.FILE,
                Excerpt.of(folder),
                Files.isDirectory(folder) ? "name the store's own folder" : "check the folder's name");
        try {
            long size = Files.size(file);
            Require.that(size <= LARGEST, "a manifest of at most " + LARGEST + " bytes", size, "check the folder");
            return parse(Excerpt.of(file), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new BadInputException(
                    "a manifest that can be read", Excerpt.of(file) + " (" + Excerpt.of(e) + ")", "check permissions");
        }
    }

    /**
     * Reads a manifest from its bytes.
     *
     * @param origin the file's name in messages
     */
    static Manifest parse(String origin, byte[] bytes) {
        requireSeal(origin, bytes);
        try (JsonParser json = JSON.createParser(
                new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder()))) {
            return new ManifestReader(origin, json).manifest();
        } catch (JsonProcessingException e) {
            throw malformed(origin, "strict JSON with every key once", e.getOriginalMessage());
        } catch (IOException e) {
            throw malformed(origin, "JSON in UTF-8", e);
        }
    }

    private static void requireSeal(String origin, byte[] bytes) {
        byte[] tail = ManifestWriter.TAIL.getBytes(StandardCharsets.US_ASCII);
        int covered = bytes.length - tail.length - ManifestWriter.SEAL_DIGITS;
        boolean whole = covered >= 0
                && Arrays.equals(bytes, bytes.length - tail.length, bytes.length, tail, 0, tail.length)
                && Sha256.of(bytes, covered)
                        .equals(new String(bytes, covered, ManifestWriter.SEAL_DIGITS, StandardCharsets.ISO_8859_1));
        if (!whole) {
            throw malformed(
                    origin,
                    "a manifest of format " + Manifest.FORMAT + " that ends with the hash of its content",
                    "another hash or none");
        }
    }

    private Manifest manifest() throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
        require(text("format").equals(Manifest.FORMAT), "the format " + Manifest.FORMAT, json.getText());
        require(number("version") == Manifest.VERSION, "version " + Manifest.VERSION, json.getText());
        field("complete");
        boolean complete = json.nextToken() == JsonToken.VALUE_TRUE;
        require(complete || json.currentToken() == JsonToken.VALUE_FALSE, "true or false", json.getText());
        long rows = number("rows");
        long inputs = number("inputs");
        long bytes = number("bytes");
        int shardRows = integer("shard_rows");
        StoreOrigin facts = new StoreOrigin(facts());
        List<StoreTensor> tensors = new ArrayList<>();
        List<TensorStatistics> statistics = new ArrayList<>();
        begin("tensors", JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            StoreTensor tensor = tensor();
            tensors.add(tensor);
            statistics.add(statistics(tensor));
        }
        List<StoreShard> shards = shards();
        text(ManifestWriter.SEAL);
        expect(json.nextToken(), JsonToken.END_OBJECT, "the end of the object");
        Manifest read = new Manifest(new StorePlan(facts, tensors, shardRows), complete, shards, statistics);
        require(read.rows() == rows, read.rows() + " rows, as in the shards", rows);
        require(read.inputs() == inputs, read.inputs() + " inputs, as in the shards", inputs);
        require(read.bytes() == bytes, read.bytes() + " bytes, as in the shards", bytes);
        for (TensorStatistics one : statistics) {
            require(
                    one.moments().rows() <= rows,
                    "at most " + rows + " finite rows",
                    one.moments().rows());
        }
        return read;
    }

    private SortedMap<String, String> facts() throws IOException {
        SortedMap<String, String> facts = new TreeMap<>();
        begin("origin", JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            expect(json.nextToken(), JsonToken.VALUE_STRING, "texts only in origin");
            facts.put(name, json.getText());
        }
        return facts;
    }

    private StoreTensor tensor() throws IOException {
        expect(json.currentToken(), JsonToken.START_OBJECT, "an object for each tensor");
        return new StoreTensor(text("name"), integer("width"));
    }

    private TensorStatistics statistics(StoreTensor tensor) throws IOException {
        long count = number("non_finite");
        Optional<NonFinite.Place> first = Optional.empty();
        if (count > 0) {
            begin("first_non_finite", JsonToken.START_OBJECT);
            first = Optional.of(new NonFinite.Place(number("input"), integer("position"), integer("column")));
            expect(json.nextToken(), JsonToken.END_OBJECT, "the end of the place");
        }
        long rows = number("finite_rows");
        field("mean_norm");
        json.nextToken();
        double norm = decimal();
        double[] mean = decimals("mean", tensor.width());
        double[] squares = decimals("squared_deviations", tensor.width());
        require(norm >= 0 && Arrays.stream(squares).allMatch(square -> square >= 0), "squares of 0 or more", "less");
        expect(json.nextToken(), JsonToken.END_OBJECT, "the end of the tensor");
        return new TensorStatistics(new Moments(rows, mean, squares, norm), new NonFinite(tensor.name(), count, first));
    }

    private List<StoreShard> shards() throws IOException {
        List<StoreShard> shards = new ArrayList<>();
        long nextInput = 0;
        begin("shards", JsonToken.START_ARRAY);
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(shards.size() < MOST_SHARDS, "at most " + MOST_SHARDS + " shards", "more");
            expect(json.currentToken(), JsonToken.START_OBJECT, "an object for each shard");
            // The name is known; a name with folders in it can so never be followed.
            String file = StoreShard.name(shards.size());
            require(text("file").equals(file), "the file " + file, json.getText());
            int rows = integer("rows");
            require(number("first_input") == nextInput, "the first input " + nextInput, json.getText());
            long inputs = number("inputs");
            long bytes = number("bytes");
            require(inputs > 0 && inputs < Long.MAX_VALUE - nextInput, "at least one input in a shard", inputs);
            String hash = text("sha256");
            require(hash.matches("[0-9a-f]{64}"), "64 hexadecimal digits", hash);
            expect(json.nextToken(), JsonToken.END_OBJECT, "the end of the shard");
            shards.add(new StoreShard(file, rows, nextInput, inputs, bytes, hash));
            nextInput += inputs;
        }
        return shards;
    }

    private void field(String name) throws IOException {
        expect(json.nextToken(), JsonToken.FIELD_NAME, "the field " + name);
        require(json.currentName().equals(name), "the field " + name, json.currentName());
    }

    private void begin(String name, JsonToken bracket) throws IOException {
        field(name);
        expect(json.nextToken(), bracket, (bracket == JsonToken.START_ARRAY ? "a list" : "an object") + " as " + name);
    }

    private String text(String name) throws IOException {
        field(name);
        expect(json.nextToken(), JsonToken.VALUE_STRING, "a text as " + name);
        return json.getText();
    }

    /** Reads a whole number of 0 or more. */
    private long number(String name) throws IOException {
        field(name);
        expect(json.nextToken(), JsonToken.VALUE_NUMBER_INT, "a whole number as " + name);
        long number = json.getLongValue();
        require(number >= 0, "0 or more as " + name, number);
        return number;
    }

    private int integer(String name) throws IOException {
        long number = number(name);
        require(number <= Integer.MAX_VALUE, "less than 2^31 as " + name, number);
        return (int) number;
    }

    private double[] decimals(String name, int count) throws IOException {
        begin(name, JsonToken.START_ARRAY);
        // Grown as they are read: a wrong width takes no memory.
        double[] numbers = new double[Math.min(count, 1024)];
        int read = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            require(read < count, count + " numbers as " + name, "more");
            if (read == numbers.length) {
                numbers = Arrays.copyOf(numbers, Math.min(count, 2 * read));
            }
            numbers[read++] = decimal();
        }
        require(read == count, count + " numbers as " + name, read);
        return numbers;
    }

    private double decimal() throws IOException {
        expect(json.currentToken(), JsonToken.VALUE_NUMBER_FLOAT, "a number with a point");
        double number = json.getDoubleValue();
        require(Double.isFinite(number), "a finite number", json.getText());
        return number;
    }

    private void expect(@Nullable JsonToken came, JsonToken wanted, String expected) {
        require(came == wanted, expected, came == null ? "the end" : came);
    }

    private void require(boolean holds, String expected, Object came) {
        if (!holds) {
            throw malformed(origin, expected, came);
        }
    }

    private static BadInputException malformed(String origin, String expected, Object came) {
        return new BadInputException(expected + " in " + origin, Excerpt.of(came), REMEDY);
    }
}
