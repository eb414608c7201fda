package superpose.probes.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import superpose.data.BadInputException;
import superpose.data.Require;

/**
 * Texts as token ids for a language model.
 *
 * <p>Beside the ids, models may ask for an attention mask (all ones: texts of different lengths are never mixed, so nothing
 * is padded), for positions and for token types.
 */
public final class TokenInput implements ModelInput {

    private static final String IDS = "input_ids";

    private final List<int[]> texts;
    private final List<ModelTensor> asked;
    private final Optional<Integer> fixedBatch;

    private TokenInput(List<int[]> texts, List<ModelTensor> asked, Optional<Integer> fixedBatch) {
        this.texts = texts;
        this.asked = asked;
        this.fixedBatch = fixedBatch;
    }

    /** Returns whether a model takes token ids: it has an input of whole numbers. */
    public static boolean suits(List<ModelTensor> tensors) {
        return tensors.stream().anyMatch(TokenInput::isWhole);
    }

    /**
     * Prepares texts for a model.
     *
     * @param texts token ids, [texts][positions], at least one each and none negative; not copied
     * @param tensors of the model
     * @throws BadInputException if the model takes other inputs, or texts of one length that the texts do not have
     */
    public static TokenInput of(List<int[]> texts, List<ModelTensor> tensors) {
        List<ModelTensor> asked = tensors.stream()
                .filter(tensor -> tensor.role() == ModelTensor.Role.INPUT)
                .toList();
        Require.that(!texts.isEmpty(), "at least one text", "none", "check the input");
        for (int text = 0; text < texts.size(); text++) {
            int number = text;
            Require.that(texts.get(text).length > 0, "tokens in text " + text, "none", "leave empty texts out");
            Arrays.stream(texts.get(text))
                    .filter(id -> id < 0)
                    .findFirst()
                    .ifPresent(
                            id -> Require.that(false, "token ids of at least 0", id + " in text " + number, "check"));
        }
        ModelTensor ids = ids(asked);
        requireLength(
                texts,
                ids.shape().size() < 2 ? ModelTensor.VARYING : ids.shape().get(1));
        return new TokenInput(texts, asked, ids.fixedBatch());
    }

    private static void requireLength(List<int[]> texts, long length) {
        for (int text = 0; length != ModelTensor.VARYING && text < texts.size(); text++) {
            if (texts.get(text).length != length) {
                throw new BadInputException(
                        "texts of " + length + " tokens, as the model takes no others",
                        texts.get(text).length + " in text " + text,
                        "leave such texts out, or export the model for texts of any length");
            }
        }
    }

    private static boolean isWhole(ModelTensor tensor) {
        return tensor.role() == ModelTensor.Role.INPUT
                && (tensor.type().equals("int64") || tensor.type().equals("int32"));
    }

    private static ModelTensor ids(List<ModelTensor> asked) {
        List<ModelTensor> whole = asked.stream().filter(TokenInput::isWhole).toList();
        return whole.stream()
                .filter(tensor -> tensor.name().equals(IDS) || whole.size() == 1)
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "a model with an input of token ids, " + IDS,
                        asked.stream().map(ModelTensor::name).toList(),
                        "choose a language model, or export it with that name"));
    }

    @Override
    public int count() {
        return texts.size();
    }

    @Override
    public int positions(int input) {
        return texts.get(input).length;
    }

    @Override
    public int[] tokens(int input) {
        return texts.get(input);
    }

    @Override
    public Map<String, Tensor> batch(List<Integer> inputs) {
        return tensors(inputs.stream().map(texts::get).toList());
    }

    @Override
    public Map<String, Tensor> sample(int inputs, int positions) {
        int[] text = new int[positions];
        Arrays.fill(text, texts.getFirst()[0]);
        return tensors(Collections.nCopies(inputs, text));
    }

    /**
     * Checks that the model knows every token and takes the longest text, by running it on the largest id and on that text.
     *
     * @throws BadInputException if it does not
     */
    @Override
    public void requireFit(TappedModel model) {
        // Token 0 is in every vocabulary; texts of one token are short enough for every model whose texts have no fixed
        // length.
        int length = runs(model, new int[1]) ? 1 : positions(0);
        // A model that cannot run that fails for another reason, which is told as it is.
        run(model, new int[length]);
        int largest = texts.stream().flatMapToInt(Arrays::stream).max().orElseThrow();
        int[] unknown = new int[length];
        Arrays.fill(unknown, largest);
        Require.that(
                runs(model, unknown),
                "token ids that the model knows",
                largest,
                "use the tokenizer that the model was trained with");
        int[] longest =
                texts.stream().max(Comparator.comparingInt(text -> text.length)).orElseThrow();
        try {
            run(model, longest);
        } catch (BadInputException tooLong) {
            var told = new BadInputException(
                    "texts that are short enough for the model",
                    longest.length + " tokens (" + tooLong.getMessage() + ")",
                    "cut them, as with --context");
            told.initCause(tooLong);
            throw told;
        }
    }

    private boolean runs(TappedModel model, int[] text) {
        try {
            run(model, text);
            return true;
        } catch (BadInputException refused) {
            return false;
        }
    }

    private void run(TappedModel model, int[] text) {
        model.run(tensors(Collections.nCopies(fixedBatch.orElse(1), text)));
    }

    private Map<String, Tensor> tensors(List<int[]> batch) {
        int length = batch.getFirst().length;
        long[] ids = new long[Math.multiplyExact(batch.size(), length)];
        long[] positions = new long[ids.length];
        for (int i = 0; i < batch.size(); i++) {
            int[] text = batch.get(i);
            Require.same(length, text.length, "tokens in each text of a batch");
            for (int at = 0; at < length; at++) {
                ids[i * length + at] = text[at];
                positions[i * length + at] = at;
            }
        }
        long[] ones = new long[ids.length];
        Arrays.fill(ones, 1);
        long[] shape = {batch.size(), length};
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("attention_mask", new Tensor.Integers(shape, ones));
        tensors.put("position_ids", new Tensor.Integers(shape, positions));
        tensors.put("token_type_ids", new Tensor.Integers(shape, new long[ids.length]));
        tensors.put(ids(asked).name(), new Tensor.Integers(shape, ids));
        List<String> names = asked.stream().map(ModelTensor::name).toList();
        Require.that(
                tensors.keySet().containsAll(names),
                "a model that asks for token ids, an attention mask, positions or token types",
                names,
                "export the model without the others, for example without a cache of keys and values");
        tensors.keySet().retainAll(names);
        return tensors;
    }

    @Override
    public Optional<Integer> fixedBatch() {
        return fixedBatch;
    }
}
