package superpose.data.store;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import superpose.data.io.Sha256;

/**
 * Writes a manifest as JSON; equal manifests give equal bytes on every machine.
 *
 * <p>The last field is the hash of all bytes before its value, so that a manifest vouches for itself.
 */
final class ManifestWriter {

    static final String SEAL = "manifest_sha256";
    static final int SEAL_DIGITS = 64;

    /** What follows the digits of the seal. */
    static final String TAIL = "\"\n}\n";

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;

    private ManifestWriter(JsonGenerator json) {
        this.json = json;
    }

    static byte[] bytes(Manifest manifest) {
        var text = new ByteArrayOutputStream();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
            new ManifestWriter(json).write(manifest);
        } catch (IOException e) {
            throw new UncheckedIOException("a manifest is written to memory", e);
        }
        text.write('\n');
        return sealed(text.toByteArray());
    }

    /**
     * Puts the right digits into the seal.
     *
     * @param text a manifest that ends with a seal. Modified.
     * @return the same array
     */
    static byte[] sealed(byte[] text) {
        int covered = text.length - TAIL.length() - SEAL_DIGITS;
        byte[] digits = Sha256.of(text, covered).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(digits, 0, text, covered, SEAL_DIGITS);
        return text;
    }

    private void write(Manifest manifest) throws IOException {
        json.writeStartObject();
        json.writeStringField("format", Manifest.FORMAT);
        json.writeNumberField("version", Manifest.VERSION);
        json.writeBooleanField("complete", manifest.complete());
        json.writeNumberField("rows", manifest.rows());
        json.writeNumberField("inputs", manifest.inputs());
        json.writeNumberField("bytes", manifest.bytes());
        json.writeNumberField("shard_rows", manifest.plan().shardRows());
        json.writeObjectFieldStart("origin");
        for (Map.Entry<String, String> fact : manifest.plan().origin().facts().entrySet()) {
            json.writeStringField(fact.getKey(), fact.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("tensors");
        for (int tensor = 0; tensor < manifest.statistics().size(); tensor++) {
            write(manifest.plan().tensors().get(tensor), manifest.statistics().get(tensor));
        }
        json.writeEndArray();
        json.writeArrayFieldStart("shards");
        for (StoreShard shard : manifest.shards()) {
            write(shard);
        }
        json.writeEndArray();
        json.writeStringField(SEAL, "0".repeat(SEAL_DIGITS));
        json.writeEndObject();
    }

    private void write(StoreTensor tensor, TensorStatistics statistics) throws IOException {
        Moments moments = statistics.moments();
        NonFinite nonFinite = statistics.nonFinite();
        json.writeStartObject();
        json.writeStringField("name", tensor.name());
        json.writeNumberField("width", tensor.width());
        json.writeNumberField("non_finite", nonFinite.count());
        if (nonFinite.first().isPresent()) {
            NonFinite.Place place = nonFinite.first().get();
            json.writeObjectFieldStart("first_non_finite");
            json.writeNumberField("input", place.input());
            json.writeNumberField("position", place.position());
            json.writeNumberField("column", place.column());
            json.writeEndObject();
        }
        json.writeNumberField("finite_rows", moments.rows());
        json.writeNumberField("mean_norm", moments.meanNorm());
        writeNumbers("mean", moments.mean());
        writeNumbers("squared_deviations", moments.squaredDeviations());
        json.writeEndObject();
    }

    /** Writes the shortest digits that are read back as the same numbers. */
    private void writeNumbers(String name, double[] numbers) throws IOException {
        json.writeFieldName(name);
        json.writeArray(numbers, 0, numbers.length);
    }

    private void write(StoreShard shard) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", shard.file());
        json.writeNumberField("rows", shard.rows());
        json.writeNumberField("first_input", shard.firstInput());
        json.writeNumberField("inputs", shard.inputs());
        json.writeNumberField("bytes", shard.bytes());
        json.writeStringField("sha256", shard.sha256());
        json.writeEndObject();
    }
}
