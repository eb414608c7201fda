package superpose.toymodels;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The parameters of a bottleneck layer, or their gradients.
 *
 * @param encoder [instances, features, hidden]
 * @param decoder [instances, features, hidden]; the encoder itself when tied
 * @param bias [instances, features]
 */
record ParameterViews(INDArray encoder, INDArray decoder, INDArray bias) {

    /** Takes them from DL4J's table; views, not copies. */
    static ParameterViews of(Map<String, INDArray> table) {
        INDArray encoder = Objects.requireNonNull(table.get(BottleneckParameters.ENCODER));
        INDArray bias = Objects.requireNonNull(table.get(BottleneckParameters.BIAS));
        return new ParameterViews(encoder, table.getOrDefault(BottleneckParameters.DECODER, encoder), bias);
    }
}
