package superpose.toymodels;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossL2;
import org.nd4j.shade.jackson.annotation.JsonProperty;
import superpose.data.Require;
import superpose.data.Seed;

/**
 * The configuration of a bottleneck model as a DL4J output layer with an instance axis.
 *
 * <p>Input, labels and output are [samples, instances * features]: a row holds one sample for each instance, side by side,
 * so that DL4J's own meaning of a minibatch holds. The loss function is DL4J's weighted squared error with weight {@code
 * I_i / features} for feature {@code i}: its mean over samples is the sum of the instances' losses.
 */
final class BottleneckLayer extends BaseOutputLayer {

    private static final long serialVersionUID = 1L;

    @JsonProperty
    private int instances;

    @JsonProperty
    private int hidden;

    @JsonProperty
    private Activation hiddenActivation = Activation.LINEAR;

    @JsonProperty
    private Activation output = Activation.LINEAR;

    @JsonProperty
    private Tying tying = Tying.TIED;

    @JsonProperty
    private Target target = Target.IDENTITY;

    @JsonProperty
    private double initialStd;

    /** One for each instance. */
    @JsonProperty
    private long[] seeds = {};

    /** For DL4J, which fills the fields from JSON. */
    private BottleneckLayer() {}

    private BottleneckLayer(Builder builder) {
        super(builder);
        BottleneckModel model = builder.model;
        instances = model.shape().instances();
        hidden = model.shape().hidden();
        hiddenActivation = model.architecture().hidden();
        output = model.architecture().output();
        tying = model.architecture().tying();
        target = model.architecture().target();
        initialStd = model.initialStd();
        seeds = builder.setups.stream().mapToLong(setup -> setup.seed().value()).toArray();
    }

    static BottleneckLayer of(BottleneckModel model, List<InstanceSetup> setups, Regularization pulls) {
        Require.same(model.shape().instances(), setups.size(), "instances set up");
        for (InstanceSetup setup : setups) {
            Require.same(model.shape().features(), setup.importance().features(), "importances");
        }
        return new Builder(model, setups, pulls).build();
    }

    BottleneckModel model() {
        return new BottleneckModel(shape(), architecture(), initialStd);
    }

    BottleneckShape shape() {
        return new BottleneckShape(instances, Math.toIntExact(getNIn()) / instances, hidden);
    }

    BottleneckArchitecture architecture() {
        return new BottleneckArchitecture(hiddenActivation, output, tying, target);
    }

    double initialStd() {
        return initialStd;
    }

    Seed seed(int instance) {
        return new Seed(seeds[instance]);
    }

    /** Returns how a step changes the parameters. */
    UpdateRule rule() {
        Optimizer optimizer = getIUpdater() instanceof MomentumUpdater updater
                ? new Optimizer.Momentum(updater.momentum())
                : new Optimizer.Adam();
        return new UpdateRule(optimizer, DecayTerms.read(regularization, regularizationBias));
    }

    /** Returns the weights of the squared errors, {@code I_i / features}, [instances * features]. */
    INDArray errorWeights() {
        return ((LossL2) getLossFn()).getWeights();
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int index,
            INDArray flatParameters,
            boolean initialize,
            DataType type) {
        BottleneckOutput layer = new BottleneckOutput(conf, type);
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(flatParameters);
        layer.setParamTable(initializer().init(conf, flatParameters, initialize));
        return layer;
    }

    @Override
    public ParamInitializer initializer() {
        return BottleneckParameters.INSTANCE;
    }

    @Override
    public boolean equals(Object other) {
        return super.equals(other)
                && other instanceof BottleneckLayer layer
                && model().equals(layer.model())
                && Arrays.equals(seeds, layer.seeds);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Arrays.hashCode(seeds);
    }

    /** DL4J asks for a builder of its own kind. */
    @SuppressWarnings("unchecked") // DL4J's build() promises its caller any type
    private static final class Builder extends BaseOutputLayer.Builder<Builder> {

        private final BottleneckModel model;
        private final List<InstanceSetup> setups;

        Builder(BottleneckModel model, List<InstanceSetup> setups, Regularization pulls) {
            super(new LossL2(errorWeights(model.shape(), setups)));
            this.model = model;
            this.setups = setups;
            nIn(model.shape().inputs());
            nOut(model.shape().inputs());
            activation(model.architecture().output().dl4j());
            // Set here and not for the whole network: DL4J 1.0.0-M2.1 would apply that one twice.
            setRegularization(DecayTerms.ofWeights(pulls, model.shape().hidden()));
            setRegularizationBias(DecayTerms.ofBiases(pulls));
        }

        @Override
        public BottleneckLayer build() {
            return new BottleneckLayer(this);
        }

        private static INDArray errorWeights(BottleneckShape shape, List<InstanceSetup> setups) {
            double[] weights = new double[shape.inputs()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = setups.get(i / shape.features()).importance().of(i % shape.features()) / shape.features();
            }
            return Nd4j.createFromArray(weights);
        }
    }
}
