package superpose.toymodels;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.same.Abs;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The samples of a step and what the model should make of them, in arrays that stay.
 *
 * @param target how the labels follow from the samples
 * @param samples [samples, instances * features]
 * @param labels of the same shape; the samples themselves where they are the target
 */
record Batch(Target target, INDArray samples, INDArray labels) {

    static Batch of(Target target, int size, int inputs) {
        INDArray samples = Nd4j.create(DataType.FLOAT, size, inputs);
        return new Batch(target, samples, target == Target.IDENTITY ? samples : samples.ulike());
    }

    /**
     * Overwrites samples and labels.
     *
     * @param values the samples, row-major
     */
    void fill(float[] values) {
        HostCopy.fill(samples, values);
        if (target == Target.ABSOLUTE) {
            Nd4j.getExecutioner().exec(new Abs(samples, labels));
        }
    }
}
