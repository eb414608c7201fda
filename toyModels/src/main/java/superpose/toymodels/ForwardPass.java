package superpose.toymodels;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * From samples to hidden units to output, for every instance, in arrays that are allocated once for a batch size.
 *
 * <p>{@code h = f(W^T x)} and {@code z = D h + b}; a row of x holds one sample for each instance.
 */
final class ForwardPass {

    private final BottleneckShape shape;
    private final Activation activation;
    private final INDArray encoder;
    private final INDArray hidden;
    private final INDArray output;
    private final PreparedOps decode = new PreparedOps();

    /** Bound to the array in {@link #boundTo}: a trainer fills the same array again and again. */
    private PreparedOps encode = new PreparedOps();

    private @Nullable INDArray boundTo;

    /**
     * Sets up the pass.
     *
     * @param activation of the hidden units
     */
    ForwardPass(BottleneckShape shape, Activation activation, ParameterViews parameters, long samples) {
        this.shape = shape;
        this.activation = activation;
        encoder = parameters.encoder();
        hidden = Nd4j.create(encoder.dataType(), samples, (long) shape.instances() * shape.hidden());
        output = Nd4j.create(encoder.dataType(), samples, shape.inputs());
        for (int i = 0; i < shape.instances(); i++) {
            // [samples, hidden] [hidden, features] -> [samples, features]
            decode.product(
                    hiddenOf(i),
                    parameters.decoder().slice(i).transpose(),
                    PreparedOps.columns(output, i, shape.instances()));
        }
        decode.addRow(output, parameters.bias());
    }

    /**
     * Computes the output before its activation.
     *
     * @param samples [samples, instances * features]
     * @return [samples, instances * features]; overwritten by the next call
     */
    INDArray run(INDArray samples) {
        if (!isBoundTo(samples)) {
            encode = new PreparedOps();
            for (int i = 0; i < shape.instances(); i++) {
                // [samples, features] [features, hidden] -> [samples, hidden]
                encode.product(PreparedOps.columns(samples, i, shape.instances()), encoder.slice(i), hiddenOf(i));
            }
            if (activation == Activation.RELU) {
                encode.relu(hidden);
            }
            boundTo = samples;
        }
        encode.run();
        decode.run();
        return output;
    }

    @SuppressWarnings("ReferenceEquality") // it is the place in memory that counts, not what stands there
    private boolean isBoundTo(INDArray samples) {
        return samples == boundTo;
    }

    /** Returns where the output of a run is computed, [samples, instances * features]. */
    INDArray output() {
        return output;
    }

    long samples() {
        return output.rows();
    }

    /** Returns the hidden units of all instances after a run, [samples, instances * hidden]; where they are computed. */
    INDArray hidden() {
        return hidden;
    }

    /** Returns the hidden units of one instance after a run, [samples, hidden]; a view. */
    INDArray hiddenOf(int instance) {
        return PreparedOps.columns(hidden, instance, shape.instances());
    }
}
