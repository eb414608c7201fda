package superpose.data.io;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import superpose.data.BadInputException;

/**
 * The JSON header of a safetensors file, read strictly: each key once, nothing after the object, every field well-formed.
 *
 * <p>Source: Hugging Face, safetensors, README section "Format".
 */
final class SafetensorsHeader {

    static final String METADATA = "__metadata__";
    static final long LARGEST = 100_000_000;
    private static final int MOST_TENSORS = 200_000;
    private static final int MOST_NOTES = 10_000;

    /** The types that are known by name only, and the bits of one value. */
    private static final Map<String, Integer> UNREADABLE =
            Map.of("F8_E5M2", 8, "F8_E4M3", 8, "F8_E8M0", 8, "F4", 4, "F6_E2M3", 6, "F6_E3M2", 6, "C64", 64);

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(20)
                    .maxNameLength(10_000)
                    .maxStringLength(10_000_000)
                    .maxDocumentLength(LARGEST)
                    .build())
            .build();

    private final FileBytes bytes;
    private final List<Tensor> tensors = new ArrayList<>();
    private final Map<String, String> metadata = new LinkedHashMap<>();

    /**
     * One tensor as the header describes it.
     *
     * @param begin first byte, counted from the end of the header
     * @param end byte after the last one
     */
    record Tensor(String name, ArrayFormat format, long begin, long end) {}

    private SafetensorsHeader(FileBytes bytes) {
        this.bytes = bytes;
    }

    /** Reads the header from its own bytes. */
    static SafetensorsHeader parse(FileBytes bytes) {
        var header = new SafetensorsHeader(bytes);
        try (JsonParser json =
                JSON.createParser(new InputStreamReader(bytes.stream(), StandardCharsets.UTF_8.newDecoder()))) {
            header.read(json);
            return header;
        } catch (JsonProcessingException e) {
            throw header.malformed("strict JSON with every key once", e.getOriginalMessage());
        } catch (IOException e) {
            throw header.malformed("JSON in UTF-8", e);
        }
    }

    /** Returns the tensors in the header's order. */
    List<Tensor> tensors() {
        return tensors;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    private void read(JsonParser json) throws IOException {
        expect(json.nextToken(), JsonToken.START_OBJECT, "an object");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            expect(json.nextToken(), JsonToken.START_OBJECT, "an object for " + Excerpt.of(name));
            if (name.equals(METADATA)) {
                readMetadata(json);
            } else {
                bytes.require(
                        tensors.size() < MOST_TENSORS, "at most " + MOST_TENSORS + " tensors", "more", "split it");
                tensors.add(tensor(name, json));
            }
        }
        if (json.nextToken() != null) {
            throw malformed("nothing but spaces after the object", json.currentToken());
        }
    }

    private void readMetadata(JsonParser json) throws IOException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            bytes.require(metadata.size() < MOST_NOTES, "at most " + MOST_NOTES + " notes", "more", "leave some out");
            expect(json.nextToken(), JsonToken.VALUE_STRING, "texts only in " + METADATA);
            metadata.put(key, json.getText());
        }
    }

    private Tensor tensor(String name, JsonParser json) throws IOException {
        Optional<String> dtype = Optional.empty();
        Optional<List<Long>> shape = Optional.empty();
        Optional<List<Long>> offsets = Optional.empty();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            switch (field) {
                case "dtype" -> {
                    expect(value, JsonToken.VALUE_STRING, "a text as dtype");
                    dtype = Optional.of(json.getText());
                }
                case "shape" -> shape = Optional.of(numbers(json));
                case "data_offsets" -> offsets = Optional.of(numbers(json));
                default -> throw malformed("only dtype, shape and data_offsets for " + Excerpt.of(name), field);
            }
        }
        return tensor(
                name,
                format(
                        name,
                        dtype.orElseThrow(() -> missing("dtype", name)),
                        shape.orElseThrow(() -> missing("shape", name))),
                offsets.orElseThrow(() -> missing("data_offsets", name)));
    }

    private ArrayFormat format(String name, String dtype, List<Long> shape) {
        bytes.require(
                ArrayFormat.product(shape).isPresent(), ArrayFormat.POSSIBLE_SHAPE, shape, "the header is damaged");
        return new ArrayFormat(typeOf(name, dtype), shape, ByteOrder.LITTLE_ENDIAN, ArrayFormat.Axes.ROW_MAJOR);
    }

    private StoredType typeOf(String name, String dtype) {
        Integer bits = UNREADABLE.get(dtype);
        return bits != null
                ? new StoredType(dtype, bits)
                : new StoredType(dtype, 0)
                        .elementType()
                        .map(StoredType::of)
                        .orElseThrow(() -> malformed("a known dtype for " + Excerpt.of(name), dtype));
    }

    private Tensor tensor(String name, ArrayFormat format, List<Long> offsets) {
        if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(1) < offsets.get(0)) {
            throw malformed("two ascending data_offsets for " + Excerpt.of(name), offsets);
        }
        Tensor tensor = new Tensor(name, format, offsets.get(0), offsets.get(1));
        bytes.require(
                format.bits() % Byte.SIZE == 0 && format.bits() / Byte.SIZE == tensor.end - tensor.begin,
                format.bits() + " bits for " + format.type().name() + " values in shape " + Excerpt.of(format.shape()),
                (tensor.end - tensor.begin) + " bytes for " + Excerpt.of(name),
                "the header is damaged: write or download the file again");
        return tensor;
    }

    private List<Long> numbers(JsonParser json) throws IOException {
        expect(json.currentToken(), JsonToken.START_ARRAY, "a list of whole numbers");
        List<Long> numbers = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, "a list of whole numbers");
            bytes.require(numbers.size() < ArrayFormat.MOST_AXES, "at most 64 axes", "more", "the header is damaged");
            numbers.add(json.getLongValue());
        }
        return numbers;
    }

    private void expect(@Nullable JsonToken came, JsonToken wanted, String expected) {
        if (came != wanted) {
            throw malformed(expected, came == null ? "the end" : came);
        }
    }

    private BadInputException missing(String field, String name) {
        return malformed("a field " + field + " for " + Excerpt.of(name), "none");
    }

    private BadInputException malformed(String expected, Object came) {
        return bytes.bad(expected, came, "the safetensors header is damaged: write or download the file again");
    }
}
