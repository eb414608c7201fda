package superpose.analysis.units;

import java.util.OptionalInt;

/** The scores of one unit in an array. */
final class GivenScores implements UnitScores {

    private final double[] scores;

    GivenScores(double[] scores) {
        this.scores = scores;
    }

    @Override
    public int rows() {
        return scores.length;
    }

    @Override
    public int units() {
        return 1;
    }

    @Override
    public double score(int row, int unit) {
        return scores[row];
    }

    @Override
    public void copyRow(int row, double[] into) {
        into[0] = scores[row];
    }

    @Override
    public OptionalInt neuron(int unit) {
        return OptionalInt.empty();
    }
}
