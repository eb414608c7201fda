package superpose.toymodels;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The samples of a step and what the model should make of them, in arrays that stay: [instances, samples, features].
 *
 * <p>Each instance's samples lie side by side in memory, unlike in DL4J's rows: what works on one instance then touches one
 * block of memory and nothing else.
 */
final class Batch {

    private final INDArray samples;
    private final INDArray labels;
    private final PreparedOps label = new PreparedOps();

    private Batch(INDArray samples, INDArray labels) {
        this.samples = samples;
        this.labels = labels;
    }

    /** A batch in float32 whose labels follow from its samples. */
    static Batch of(Target target, BottleneckShape shape, int size) {
        INDArray samples = empty(DataType.FLOAT, shape, size);
        Batch batch = new Batch(samples, target == Target.IDENTITY ? samples : samples.ulike());
        if (target == Target.ABSOLUTE) {
            batch.label.absolute(batch.samples, batch.labels);
        }
        return batch;
    }

    /** A batch for any labels. */
    static Batch labelled(DataType type, BottleneckShape shape, long size) {
        return new Batch(empty(type, shape, size), empty(type, shape, size));
    }

    private static INDArray empty(DataType type, BottleneckShape shape, long size) {
        return Nd4j.create(type, shape.instances(), size, shape.features());
    }

    /** Returns the samples; the array stays the same. */
    INDArray samples() {
        return samples;
    }

    /** Returns the labels; the array stays the same. */
    INDArray labels() {
        return labels;
    }

    /** Returns whether the labels are the array of the samples, because these are the target. */
    @SuppressWarnings("ReferenceEquality") // it is the place in memory that counts, not what stands there
    boolean labelsAreSamples() {
        return samples == labels;
    }

    long size() {
        return samples.size(1);
    }

    /**
     * Overwrites the samples, and the labels with what follows from them.
     *
     * @param values [instances, samples, features], row-major
     */
    void fill(float[] values) {
        HostCopy.fill(samples, values);
        label.run();
    }

    /** Overwrites samples and labels with DL4J's rows, [samples, instances * features]. */
    void fill(INDArray sampleRows, INDArray labelRows) {
        samples.assign(byInstance(sampleRows, samples.size(0)));
        labels.assign(byInstance(labelRows, samples.size(0)));
    }

    /** Returns rows, [samples, instances * width], as [instances, samples, width]. */
    static INDArray byInstance(INDArray rows, long instances) {
        return rows.reshape('c', rows.rows(), instances, rows.columns() / instances)
                .permute(1, 0, 2);
    }
}
