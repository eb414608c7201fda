package superpose.toymodels;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Where the parameters of a bottleneck layer lie in DL4J's flat array, and what they start as.
 *
 * <p>Encoder [instances, features, hidden], then the decoder of the same shape when untied, then biases [instances,
 * features]; all row-major, so that each instance's part is one contiguous block.
 */
final class BottleneckParameters implements ParamInitializer {

    static final String ENCODER = "W";
    static final String DECODER = "D";
    static final String BIAS = "b";

    static final BottleneckParameters INSTANCE = new BottleneckParameters();

    private BottleneckParameters() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        BottleneckShape shape = of(layer).shape();
        return weightKeys(layer).size() * shape.weights() + shape.inputs();
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return of(layer).architecture().tying() == Tying.TIED
                ? List.of(ENCODER, BIAS)
                : List.of(ENCODER, DECODER, BIAS);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return of(layer).architecture().tying() == Tying.TIED ? List.of(ENCODER) : List.of(ENCODER, DECODER);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return List.of(BIAS);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return weightKeys(layer).contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return BIAS.equals(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray flat, boolean initialize) {
        BottleneckLayer layer = of(conf.getLayer());
        Map<String, INDArray> parameters = views(layer, flat);
        parameters.keySet().forEach(conf::addVariable);
        if (initialize) {
            parameters.forEach((key, values) -> {
                if (isWeightParam(layer, key)) {
                    drawWeights(layer, key, values);
                } else {
                    values.assign(0);
                }
            });
        }
        return parameters;
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray flat) {
        return views(of(conf.getLayer()), flat);
    }

    private Map<String, INDArray> views(BottleneckLayer layer, INDArray flat) {
        BottleneckShape shape = layer.shape();
        INDArray all = flat.reshape(flat.length());
        Map<String, INDArray> views = new LinkedHashMap<>();
        long start = 0;
        for (String key : paramKeys(layer)) {
            long end = start + (isBiasParam(layer, key) ? shape.inputs() : shape.weights());
            INDArray view = all.get(NDArrayIndex.interval(start, end));
            views.put(
                    key,
                    isBiasParam(layer, key)
                            ? view.reshape('c', shape.instances(), shape.features())
                            : view.reshape('c', shape.instances(), shape.features(), shape.hidden()));
            start = end;
        }
        return views;
    }

    /** Each instance draws from its own seed, so that its start does not depend on its neighbours. */
    private static void drawWeights(BottleneckLayer layer, String key, INDArray weights) {
        int size = layer.shape().features() * layer.shape().hidden();
        INDArray flat = weights.reshape(weights.length());
        for (int instance = 0; instance < layer.shape().instances(); instance++) {
            RandomGenerator generator =
                    layer.seed(instance).child("init").child(key).generator();
            for (int i = 0; i < size; i++) {
                flat.putScalar((long) instance * size + i, layer.initialStd() * generator.nextGaussian());
            }
        }
    }

    private static BottleneckLayer of(Layer layer) {
        return (BottleneckLayer) layer;
    }
}
