package superpose.toymodels;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What every instance makes of samples: {@code h = f(W^T x)} and {@code z = D h + b}.
 *
 * @param hidden h, [instances, samples, hidden]
 * @param output z, the output before its activation, [instances, samples, features]
 */
record ForwardPass(INDArray hidden, INDArray output) {

    /**
     * Computes the pass.
     *
     * @param activation f, of the hidden units
     * @param samples [instances, samples, features]
     */
    static ForwardPass of(Activation activation, ParameterViews parameters, INDArray samples) {
        INDArray encoder = parameters.encoder();
        long instances = encoder.size(0);
        long size = samples.size(1);
        INDArray hidden = Nd4j.create(encoder.dataType(), instances, size, encoder.size(2));
        INDArray output = Nd4j.create(encoder.dataType(), instances, size, encoder.size(1));
        PreparedOps encode = new PreparedOps();
        PreparedOps decode = new PreparedOps();
        for (int i = 0; i < instances; i++) {
            // [samples, features] [features, hidden] -> [samples, hidden]
            encode.product(samples.slice(i), encoder.slice(i), hidden.slice(i));
            // [samples, hidden] [hidden, features] -> [samples, features]
            decode.product(hidden.slice(i), parameters.decoder().slice(i).transpose(), output.slice(i));
            decode.addRow(output.slice(i), parameters.bias().slice(i));
        }
        if (activation == Activation.RELU) {
            encode.relu(hidden, hidden);
        }
        encode.run();
        decode.run();
        return new ForwardPass(hidden, output);
    }
}
