package superpose.analysis.units;

import java.util.OptionalInt;
import superpose.data.Matrix;
import superpose.data.Require;

/** Some columns of the activations. */
final class NeuronScores implements UnitScores {

    private final Matrix activations;
    private final int[] neurons;
    private final float[] row;

    NeuronScores(Matrix activations, int[] neurons) {
        this.activations = activations;
        this.neurons = neurons.clone();
        row = new float[activations.columns()];
        for (int neuron : neurons) {
            Require.index(neuron, row.length, "neuron");
        }
    }

    @Override
    public int rows() {
        return activations.rows();
    }

    @Override
    public int units() {
        return neurons.length;
    }

    @Override
    public double score(int row, int unit) {
        return activations.get(row, neurons[unit]);
    }

    @Override
    public void copyRow(int index, double[] into) {
        activations.copyRow(index, row, 0);
        for (int unit = 0; unit < neurons.length; unit++) {
            into[unit] = row[neurons[unit]];
        }
    }

    @Override
    public OptionalInt neuron(int unit) {
        return OptionalInt.of(neurons[unit]);
    }
}
