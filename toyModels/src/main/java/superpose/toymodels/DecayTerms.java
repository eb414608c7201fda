package superpose.toymodels;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

/** A {@link superpose.toymodels.Regularization} as the lists of terms that DL4J keeps with a layer. */
final class DecayTerms {

    private DecayTerms() {}

    /** Returns the terms of encoder and decoder, whose rows have so many values. */
    static List<Regularization> ofWeights(superpose.toymodels.Regularization pulls, int hidden) {
        List<Regularization> terms = decay(pulls.decay().weights());
        if (pulls.normPull() > 0) {
            terms.add(new NormPull(pulls.normPull(), hidden));
        }
        if (pulls.l1() > 0) {
            terms.add(new L1Regularization(pulls.l1()));
        }
        return terms;
    }

    static List<Regularization> ofBiases(superpose.toymodels.Regularization pulls) {
        return decay(pulls.decay().biases());
    }

    /** PyTorch's AdamW takes the learning rate times the coefficient off; DL4J does so when told to apply the rate. */
    private static List<Regularization> decay(double coefficient) {
        List<Regularization> terms = new ArrayList<>();
        if (coefficient > 0) {
            terms.add(new org.nd4j.linalg.learning.regularization.WeightDecay(coefficient, true));
        }
        return terms;
    }

    /** Returns what the terms of weights and of biases were made from. */
    static superpose.toymodels.Regularization read(List<Regularization> weights, List<Regularization> biases) {
        return new superpose.toymodels.Regularization(
                new WeightDecay(decay(weights), decay(biases)),
                sum(weights, NormPull.class, NormPull::strength),
                sum(weights, L1Regularization.class, term -> term.getL1().valueAt(0, 0)));
    }

    private static double decay(List<Regularization> terms) {
        return sum(
                terms,
                org.nd4j.linalg.learning.regularization.WeightDecay.class,
                term -> term.getCoeff().valueAt(0, 0));
    }

    private static <T> double sum(List<Regularization> terms, Class<T> kind, ToDoubleFunction<T> coefficient) {
        return terms.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .mapToDouble(coefficient)
                .sum();
    }
}
