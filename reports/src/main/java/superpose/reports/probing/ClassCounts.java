package superpose.reports.probing;

import superpose.data.Concept;

/**
 * How many rows have a concept and how many do not.
 *
 * @param trainingPositives training rows with it
 * @param trainingNegatives training rows without it
 * @param testPositives test rows with it
 * @param testNegatives test rows without it
 */
public record ClassCounts(int trainingPositives, int trainingNegatives, int testPositives, int testNegatives) {

    static ClassCounts of(Concept training, Concept test) {
        return new ClassCounts(training.positives(), training.negatives(), test.positives(), test.negatives());
    }
}
