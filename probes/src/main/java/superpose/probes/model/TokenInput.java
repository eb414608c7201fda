package superpose.probes.model;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final int atOnce;

    private TokenInput(List<int[]> texts, List<ModelTensor> asked, int atOnce) {
        this.texts = texts;
        this.asked = asked;
        this.atOnce = atOnce;
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
        long atOnce = ids.shape().isEmpty() ? ModelTensor.VARYING : ids.shape().getFirst();
        return new TokenInput(texts, asked, atOnce == ModelTensor.VARYING ? Integer.MAX_VALUE : (int) atOnce);
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
     * Checks that the model knows every token, by running it on the one with the largest id.
     *
     * @throws BadInputException if it does not
     */
    public void requireKnown(TappedModel model) {
        int largest = texts.stream().flatMapToInt(Arrays::stream).max().orElseThrow();
        int length = positions(0);
        int[] text = new int[length];
        Arrays.fill(text, largest);
        int[] first = texts.getFirst();
        int atOnce = mostAtOnce() == Integer.MAX_VALUE ? 1 : mostAtOnce();
        // A model that cannot run its own first text fails for another reason, which is told as it is.
        model.run(tensors(Collections.nCopies(atOnce, first)));
        try {
            model.run(tensors(Collections.nCopies(atOnce, text)));
        } catch (BadInputException unknown) {
            var told = new BadInputException(
                    "token ids that the model knows", largest, "use the tokenizer that the model was trained with");
            told.initCause(unknown);
            throw told;
        }
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
    public int mostAtOnce() {
        return atOnce;
    }
}
