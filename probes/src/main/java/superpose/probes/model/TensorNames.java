package superpose.probes.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import superpose.data.BadInputException;
import superpose.data.NameGlob;
import superpose.data.NearNames;
import superpose.data.Require;

/**
 * Finds tensors of a model by what people call them: by their own names, by other names such as the hook names of
 * TransformerLens ({@code blocks.0.hook_resid_post}), or by globs over both, in which {@code *} stands for any characters
 * and {@code ?} for one.
 */
public final class TensorNames {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNameLength(10_000)
                    .maxStringLength(10_000)
                    .maxDocumentLength(10_000_000)
                    .build())
            .build();

    /** Other names first: who uses them means them. */
    private final Map<String, String> tensors = new LinkedHashMap<>();

    /**
     * A tensor that was asked for.
     *
     * @param name what it is called: another name where it was found by that
     * @param tensor its own name
     * @param byGlob whether only a glob found it; no pattern is its name
     */
    public record Named(String name, String tensor, boolean byGlob) {}

    private TensorNames(Map<String, String> others, Collection<String> own) {
        tensors.putAll(others);
        own.forEach(name -> tensors.putIfAbsent(name, name));
    }

    /** Knows tensors by their own names. */
    public static TensorNames of(Collection<String> own) {
        return new TensorNames(Map.of(), own);
    }

    /**
     * Reads other names from a JSON file, an object of other name to own name.
     *
     * @param file as in {@code {"blocks.0.hook_resid_post": "/h.0/Add_1_output_0"}}
     * @param own the tensors' own names; others that mean none of them are left out, since a model may lack a part
     * @throws BadInputException if the file is no such object, or no name in it means a tensor of the model
     */
    public static TensorNames read(Path file, Collection<String> own) {
        Map<String, String> others = new LinkedHashMap<>();
        try (Reader text = Files.newBufferedReader(file);
                JsonParser json = JSON.createParser(text)) {
            expect(file, json.nextToken(), JsonToken.START_OBJECT);
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String other = json.currentName();
                expect(file, json.nextToken(), JsonToken.VALUE_STRING);
                others.put(other, json.getText());
            }
            Require.that(json.nextToken() == null, "one JSON object in " + file, "more", "remove the rest");
        } catch (JsonProcessingException e) {
            throw unreadable(file, e.getOriginalMessage());
        } catch (IOException e) {
            throw unreadable(file, e.toString());
        }
        Set<String> known = Set.copyOf(own);
        others.values().removeIf(tensor -> !known.contains(tensor));
        Require.that(
                !others.isEmpty(),
                "names of tensors of this model in " + file,
                "none",
                "`superpose inspect` lists the model's tensors");
        return new TensorNames(others, own);
    }

    private static void expect(Path file, @Nullable JsonToken came, JsonToken wanted) {
        if (came != wanted) {
            throw unreadable(file, came == null ? "its end" : came.toString());
        }
    }

    private static BadInputException unreadable(Path file, String came) {
        return new BadInputException(
                "a JSON object of names to names of tensors in " + file, came, "see the README for an example");
    }

    /** Returns the names that a tensor is called by. */
    public List<String> of(String tensor) {
        return tensors.entrySet().stream()
                .filter(entry ->
                        entry.getValue().equals(tensor) && !entry.getKey().equals(tensor))
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Finds the tensors that are asked for, each once, in the order of the patterns and in each pattern in that of the names.
     *
     * @param patterns names or globs
     * @throws BadInputException if a pattern finds nothing; the message offers near names
     */
    public List<Named> find(List<String> patterns) {
        List<Named> found = new ArrayList<>();
        Set<String> taken = new LinkedHashSet<>();
        for (String pattern : patterns) {
            List<String> matching = NameGlob.matching(pattern, tensors.keySet());
            if (matching.isEmpty()) {
                throw new BadInputException(
                        "the name of a tensor or a glob over names",
                        pattern,
                        NearNames.remedy(pattern, tensors.keySet(), "`superpose inspect` lists the names"));
            }
            for (String name : matching) {
                String tensor = String.valueOf(tensors.get(name));
                if (taken.add(tensor)) {
                    found.add(new Named(name, tensor, !patterns.contains(name)));
                }
            }
        }
        return found;
    }
}
