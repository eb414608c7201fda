package superpose.toymodels;

import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseOutputLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The layer that DL4J runs for a {@link BottleneckLayer}.
 *
 * <p>Its working arrays live outside DL4J's workspaces, because the operations that are prepared on them must find them at
 * the same address at every step.
 */
final class BottleneckOutput extends BaseOutputLayer<BottleneckLayer> {

    private static final long serialVersionUID = 1L;

    private transient @Nullable ForwardPass forward;
    private transient @Nullable BackwardPass backward;

    /** Whether the losses of the backward pass are those of the present input and labels. */
    private transient boolean fresh;

    BottleneckOutput(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(@Nullable INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        INDArray samples = input.castTo(dataType);
        backward(samples.rows()).run(samples, labels.castTo(dataType));
        fresh = true;
        Gradient gradient = new DefaultGradient();
        for (String key : params.keySet()) {
            gradient.setGradientFor(key, gradientViews.get(key));
        }
        // The second half would go to a layer below; this one is the whole network.
        return new Pair<>(gradient, null);
    }

    @Override
    protected INDArray preOutput(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        fresh = false;
        INDArray samples = input.castTo(dataType);
        INDArray output = forward(samples.rows()).run(samples);
        return workspaces
                .createUninitialized(ArrayType.ACTIVATIONS, dataType, output.shape(), 'c')
                .assign(output);
    }

    @Override
    public double computeScore(double regularization, boolean training, LayerWorkspaceMgr workspaces) {
        if (!fresh) {
            return super.computeScore(regularization, training, workspaces);
        }
        score = Arrays.stream(losses()).sum() + regularization;
        return score;
    }

    /** Decoupled weight decay is no part of the loss, so the score is the instances' losses alone. */
    @Override
    public double calcRegularizationScore(boolean backpropagatedOnly) {
        return 0;
    }

    /** Returns the loss of each instance on the samples of the last step, [instances]. */
    double[] losses() {
        return Objects.requireNonNull(backward, "no step has been taken").losses();
    }

    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
        fresh = false;
        super.setInput(input, workspaces);
    }

    @Override
    public void setLabels(INDArray labels) {
        fresh = false;
        super.setLabels(labels);
    }

    @Override
    public void setParamTable(Map<String, INDArray> table) {
        super.setParamTable(table);
        forward = null;
        backward = null;
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray gradients) {
        super.setBackpropGradientsViewArray(gradients);
        backward = null;
    }

    @Override
    protected INDArray getLabels2d(LayerWorkspaceMgr workspaces, ArrayType type) {
        return labels;
    }

    @SuppressWarnings("try") // being outside of workspaces is all that is wanted
    private ForwardPass forward(long samples) {
        ForwardPass present = forward;
        if (present == null || present.samples() != samples) {
            try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                present = new ForwardPass(
                        layerConf().shape(), layerConf().architecture().hidden(), ParameterViews.of(params), samples);
            }
            forward = present;
            backward = null;
        }
        return present;
    }

    @SuppressWarnings("try") // as above
    private BackwardPass backward(long samples) {
        ForwardPass before = forward(samples);
        BackwardPass present = backward;
        if (present == null) {
            try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
                present = new BackwardPass(
                        layerConf(), before, ParameterViews.of(params), ParameterViews.of(gradientViews));
            }
            backward = present;
        }
        return present;
    }
}
