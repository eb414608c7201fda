package superpose.reports.tap;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import superpose.data.BadInputException;
import superpose.data.Require;
import superpose.data.io.ArrayFiles;
import superpose.data.io.ArrayReference;
import superpose.data.io.StoredArray;
import superpose.data.io.TextFile;
import superpose.data.io.TokenTexts;
import superpose.probes.model.ArrayInput;
import superpose.probes.model.Model;
import superpose.probes.model.ModelInput;
import superpose.probes.model.ModelTensor;
import superpose.probes.model.Normalization;
import superpose.probes.model.TextTokenizer;
import superpose.probes.model.TokenInput;
import superpose.reports.ledger.FileHash;

/**
 * What a model is run on, and where it came from.
 *
 * @param inputs ready for the model
 * @param facts what a store records of them
 * @param special ids of tokens that do not stand for text; empty where no tokenizer was asked
 * @param remarks what the user should know, a line each
 */
public record TapInput(
        ModelInput inputs, SortedMap<String, String> facts, List<Integer> special, List<String> remarks) {

    /**
     * How inputs are read.
     *
     * @param file texts, token ids or arrays
     * @param tokenizer for texts; that beside the model where nothing is given
     * @param context most tokens of a text
     * @param normalization of images, as it was written; needed for bytes
     * @param limit most inputs
     */
    public record Options(
            ArrayReference file,
            Optional<Path> tokenizer,
            int context,
            Optional<String> normalization,
            Optional<Integer> limit) {

        /** Checks the numbers. */
        public Options {
            Require.positive(context, "context");
            limit.ifPresent(most -> Require.positive(most, "limit"));
        }
    }

    /**
     * Reads the inputs of a model.
     *
     * @param tensors of the model
     * @throws BadInputException if they are not what the model takes
     */
    public static TapInput read(Model model, List<ModelTensor> tensors, Options options) {
        SortedMap<String, String> facts = new TreeMap<>();
        Path file = options.file.file();
        facts.put(
                "input",
                String.valueOf(file.getFileName())
                        + options.file.array().map(name -> ":" + name).orElse(""));
        TapInput read =
                TokenInput.suits(tensors) ? texts(model, tensors, options, facts) : arrays(tensors, options, facts);
        facts.put("input-sha256", FileHash.sha256(file));
        options.limit.ifPresent(most -> facts.put("limit", most.toString()));
        return read;
    }

    private static TapInput texts(
            Model model, List<ModelTensor> tensors, Options options, SortedMap<String, String> facts) {
        Path file = options.file.file();
        List<String> remarks = new ArrayList<>();
        List<Integer> special = List.of();
        List<int[]> ids;
        if (isText(file)) {
            Path path = options.tokenizer
                    .or(() -> ModelFiles.tokenizer(model))
                    .orElseThrow(() -> new BadInputException(
                            "a tokenizer for " + file, "none beside the model", "add --tokenizer tokenizer.json"));
            try (TextTokenizer tokenizer = TextTokenizer.open(path)) {
                TextTokenizer.Encoded encoded = tokenizer.encode(TextFile.read(file), options.context);
                ids = encoded.texts();
                special = tokenizer.special();
                if (encoded.shortened() > 0) {
                    remarks.add(encoded.shortened() + " of " + ids.size() + " texts have more than " + options.context
                            + " tokens; their ends were left out (--context)");
                }
            }
            facts.put("context", Integer.toString(options.context));
            facts.put("tokenizer-sha256", FileHash.sha256(path));
        } else {
            ids = TokenTexts.read(options.file);
        }
        List<int[]> some = ids.subList(0, Math.min(ids.size(), options.limit.orElse(Integer.MAX_VALUE)));
        return new TapInput(TokenInput.of(some, tensors), facts, special, remarks);
    }

    private static boolean isText(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".txt") || name.endsWith(".jsonl") || name.endsWith(".ndjson");
    }

    private static TapInput arrays(List<ModelTensor> tensors, Options options, SortedMap<String, String> facts) {
        StoredArray array = ArrayFiles.array(options.file);
        boolean bytes = array.format().type().name().equals("U8");
        if (bytes && options.normalization.isEmpty()) {
            throw new BadInputException(
                    "how bytes become the numbers that the model was trained on",
                    "no normalisation for " + array,
                    "add --normalize MEAN,DEVIATION, unit (divided by 255) or none");
        }
        Normalization normalization =
                options.normalization.map(Normalization::parse).orElseGet(Normalization::none);
        facts.put("normalization", normalization.toString());
        int most = options.limit.orElse(Integer.MAX_VALUE);
        return new TapInput(ArrayInput.of(array, normalization, tensors, most), facts, List.of(), List.of());
    }
}
