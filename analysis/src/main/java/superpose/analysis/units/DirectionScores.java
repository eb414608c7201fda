package superpose.analysis.units;

import java.util.OptionalInt;
import superpose.data.Matrix;
import superpose.data.Require;

/** Products of the activations with directions. */
final class DirectionScores implements UnitScores {

    private final Matrix activations;
    private final float[][] directions;
    private final double[] intercepts;
    private final float[] row;

    DirectionScores(Matrix activations, Matrix directions, double[] intercepts) {
        Require.same(activations.columns(), directions.columns(), "neurons in every direction");
        Require.same(directions.rows(), intercepts.length, "intercepts");
        this.activations = activations;
        this.directions = new float[directions.rows()][];
        for (int unit = 0; unit < this.directions.length; unit++) {
            this.directions[unit] = directions.row(unit);
        }
        this.intercepts = intercepts.clone();
        row = new float[activations.columns()];
    }

    @Override
    public int rows() {
        return activations.rows();
    }

    @Override
    public int units() {
        return directions.length;
    }

    @Override
    public double score(int index, int unit) {
        activations.copyRow(index, row, 0);
        return product(unit);
    }

    @Override
    public void copyRow(int index, double[] into) {
        activations.copyRow(index, row, 0);
        for (int unit = 0; unit < directions.length; unit++) {
            into[unit] = product(unit);
        }
    }

    private double product(int unit) {
        double sum = intercepts[unit];
        float[] direction = directions[unit];
        for (int neuron = 0; neuron < row.length; neuron++) {
            sum += (double) direction[neuron] * row[neuron];
        }
        return sum;
    }

    @Override
    public OptionalInt neuron(int unit) {
        return OptionalInt.empty();
    }
}
