package superpose.analysis.units;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import superpose.data.Require;

/**
 * The tokens whose logits a direction in the residual stream raises and lowers most, as if no layer came after it.
 *
 * <p>Source: nostalgebraist (2020), "interpreting GPT: the logit lens"; Dar et al. (2022), "Analyzing Transformers in Embedding
 * Space", section 3.
 *
 * @param raised the tokens raised most, the most first
 * @param lowered the tokens lowered most, the most first
 */
public record LogitEffect(List<TokenChange> raised, List<TokenChange> lowered) {

    /**
     * What happens to a token.
     *
     * @param token its id
     * @param change of its logit, less the mean over all tokens; known up to a positive factor
     */
    public record TokenChange(int token, double change) {}

    /** Copies the lists. */
    public LogitEffect {
        raised = List.copyOf(raised);
        lowered = List.copyOf(lowered);
    }

    /**
     * Measures a direction.
     *
     * @param direction [width], not all 0
     * @param count how many tokens of each kind, at least 1
     */
    public static LogitEffect of(Unembedding unembedding, float[] direction, int count) {
        Require.positive(count, "tokens to show");
        double[] change = unembedding.change(direction);
        List<TokenChange> ascending = IntStream.range(0, change.length)
                .mapToObj(token -> new TokenChange(token, change[token]))
                .sorted(Comparator.comparingDouble(TokenChange::change).thenComparingInt(TokenChange::token))
                .toList();
        return new LogitEffect(
                ascending.reversed().stream().limit(count).toList(),
                ascending.stream().limit(count).toList());
    }
}
