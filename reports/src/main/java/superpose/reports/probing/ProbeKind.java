package superpose.reports.probing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import superpose.data.BadInputException;
import superpose.data.Concept;
import superpose.data.NearNames;
import superpose.probes.linear.LdaTrainer;
import superpose.probes.linear.LinearProbe;
import superpose.probes.linear.LogisticTrainer;
import superpose.probes.linear.MeanDifferenceTrainer;
import superpose.probes.linear.ProbeTrainer;
import superpose.probes.linear.RidgeTrainer;
import superpose.probes.linear.SparseLogisticTrainer;
import superpose.probes.linear.SvmTrainer;
import superpose.probes.linear.TrainingActivations;

/**
 * The kinds of linear probe that a run can be made with; all read standardised neurons.
 *
 * <p>Of the kinds with a penalty, C says how much the rows weigh against it: the smaller, the stronger the penalty. The
 * lambda of ridge regression is 1 / C.
 */
public enum ProbeKind {

    /** Logistic regression with an L2 penalty. */
    LOGISTIC("logistic", "logistic probe", Penalty.L2_OF_LOG_LOSS, Scores.LOG_ODDS) {
        @Override
        ProbeTrainer trainer(double c) {
            return new LogisticTrainer(c);
        }

        @Override
        List<LinearProbe> path(TrainingActivations training, Concept concept, List<Double> cs) {
            return LogisticTrainer.fitPath(training, List.of(concept), cs).stream()
                    .map(List::getFirst)
                    .toList();
        }
    },

    /** Logistic regression with an L1 penalty, which leaves neurons out. */
    LOGISTIC_L1("logistic-l1", "logistic probe with an L1 penalty", Penalty.L1_OF_LOG_LOSS, Scores.LOG_ODDS) {
        @Override
        ProbeTrainer trainer(double c) {
            return new SparseLogisticTrainer(c);
        }

        @Override
        List<LinearProbe> path(TrainingActivations training, Concept concept, List<Double> cs) {
            return sparsePath(new SparseLogisticTrainer(1), training, concept, cs);
        }
    },

    /** Logistic regression with an elastic net, half of its penalty L1 and half L2. */
    ELASTIC_NET(
            "elastic-net",
            "logistic probe with an elastic net (half L1, half L2)",
            Penalty.L1_OF_LOG_LOSS,
            Scores.LOG_ODDS) {
        @Override
        ProbeTrainer trainer(double c) {
            return new SparseLogisticTrainer(c, HALF);
        }

        @Override
        List<LinearProbe> path(TrainingActivations training, Concept concept, List<Double> cs) {
            return sparsePath(new SparseLogisticTrainer(1, HALF), training, concept, cs);
        }
    },

    /** A linear support vector machine with the squared hinge loss. */
    SVM("svm", "support vector machine", Penalty.OF_SQUARES, Scores.OF_ORDER) {
        @Override
        ProbeTrainer trainer(double c) {
            return new SvmTrainer(c);
        }
    },

    /** Ridge regression of 1 with the concept and 0 without. */
    RIDGE("ridge", "ridge regression", Penalty.OF_SQUARES, Scores.OF_ORDER) {
        @Override
        ProbeTrainer trainer(double c) {
            return new RidgeTrainer(1 / c);
        }
    },

    /** Linear discriminant analysis; how far the covariance is shrunk follows from the rows (Ledoit and Wolf). */
    LDA("lda", "linear discriminant", Penalty.NONE, Scores.LOG_ODDS) {
        @Override
        ProbeTrainer trainer(double c) {
            return new LdaTrainer();
        }
    },

    /** The difference of the class means. */
    MEAN_DIFFERENCE("mean-difference", "difference of class means", Penalty.NONE, Scores.OF_ORDER) {
        @Override
        ProbeTrainer trainer(double c) {
            return new MeanDifferenceTrainer();
        }
    },

    /** The difference of the class means times the inverse of the covariance within the classes. */
    WHITENED("whitened", "whitened difference of class means", Penalty.NONE, Scores.OF_ORDER) {
        @Override
        ProbeTrainer trainer(double c) {
            return LdaTrainer.whitenedMeanDifference();
        }
    };

    private static final double HALF = 0.5;

    private final String word;
    private final String words;
    private final Penalty penalty;
    private final Scores scores;

    ProbeKind(String word, String words, Penalty penalty, Scores scores) {
        this.word = word;
        this.words = words;
        this.penalty = penalty;
        this.scores = scores;
    }

    /** Which C are tried: powers of ten, a range that suits rows by the thousand. */
    private enum Penalty {
        /** There is no penalty to choose. */
        NONE(0, -1),
        /** Log losses against squares of weights. */
        L2_OF_LOG_LOSS(-3, 3),
        /** Weak ones leave nothing out and take long. */
        L1_OF_LOG_LOSS(-4, 2),
        /** Squares bend several times as much as log losses. */
        OF_SQUARES(-5, 1);

        private final int strongest;
        private final int weakest;

        Penalty(int strongest, int weakest) {
            this.strongest = strongest;
            this.weakest = weakest;
        }
    }

    /** What scores say. */
    private enum Scores {
        /** Of rows: the log odds that the concept is there. */
        LOG_ODDS,
        /** Of two rows: where it is likelier. */
        OF_ORDER
    }

    /**
     * Finds a kind by its word.
     *
     * @throws BadInputException if there is none
     */
    public static ProbeKind named(String word) {
        List<String> known = Arrays.stream(values()).map(ProbeKind::word).toList();
        return Arrays.stream(values())
                .filter(kind -> kind.word.equals(word))
                .findFirst()
                .orElseThrow(() -> new BadInputException(
                        "a kind of probe: " + String.join(", ", known),
                        "'" + word + "'",
                        NearNames.remedy(word, known, "name one of them, or leave it out for logistic")));
    }

    /** Returns what the kind is called in commands and records. */
    public String word() {
        return word;
    }

    /** Returns what such a probe is called in a sentence, after "a". */
    public String words() {
        return words;
    }

    /** Tells whether there is a penalty to choose. */
    public boolean hasPenalty() {
        return penalty != Penalty.NONE;
    }

    /** Tells whether scores are log odds of the concept, so that there are probabilities, log losses and code lengths. */
    public boolean givesProbabilities() {
        return scores == Scores.LOG_ODDS;
    }

    /** Tells whether weights of separable classes grow without bound as the penalty gets weaker: those of log losses do. */
    boolean mayGrowWithoutBound() {
        return hasPenalty() && givesProbabilities();
    }

    /** Returns the values of C that are usually tried, ascending; none where there is no penalty. */
    List<Double> usualPenalties() {
        return IntStream.rangeClosed(penalty.strongest, penalty.weakest)
                .mapToObj(power -> Double.valueOf("1e" + power))
                .toList();
    }

    /**
     * Returns the fit.
     *
     * @param c above 0; of no account where there is no penalty
     */
    abstract ProbeTrainer trainer(double c);

    /** Fits a probe at each of several values of C, in their order. */
    List<LinearProbe> path(TrainingActivations training, Concept concept, List<Double> cs) {
        return cs.stream().map(c -> trainer(c).fit(training, concept)).toList();
    }

    private static List<LinearProbe> sparsePath(
            SparseLogisticTrainer trainer, TrainingActivations training, Concept concept, List<Double> cs) {
        return trainer.path(
                training, concept, cs.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
