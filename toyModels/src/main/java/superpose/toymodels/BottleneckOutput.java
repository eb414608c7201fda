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

    private transient @Nullable GradientPass pass;
    private transient @Nullable Batch batch;

    /** Whether the losses of the backward pass are those of the present input and labels. */
    private transient boolean fresh;

    BottleneckOutput(NeuralNetConfiguration conf, DataType type) {
        super(conf, type);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(@Nullable INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        GradientPass present = pass(input.rows());
        Objects.requireNonNull(batch).fill(input, labels);
        present.computeGradientsAndLosses();
        fresh = true;
        Gradient gradient = new DefaultGradient();
        for (String key : params.keySet()) {
            gradient.setGradientFor(key, gradientViews.get(key));
        }
        // The second half would go to a layer below; this one is the whole network.
        return new Pair<>(gradient, null);
    }

    /** Returns a pass that leaves its gradients where DL4J's updater finds them. */
    @SuppressWarnings("try") // being outside of workspaces is all that is wanted
    GradientPass pass(Batch over) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return new GradientPass(layerConf(), ParameterViews.of(params), ParameterViews.of(gradientViews), over);
        }
    }

    @Override
    protected INDArray preOutput(boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        fresh = false;
        BottleneckShape shape = layerConf().shape();
        // Products of matrices want each instance's samples side by side.
        INDArray samples =
                Batch.byInstance(input.castTo(dataType), shape.instances()).dup('c');
        INDArray output = ForwardPass.of(layerConf().architecture().hidden(), ParameterViews.of(params), samples)
                .output();
        INDArray rows = workspaces.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), 'c');
        Batch.byInstance(rows, shape.instances()).assign(output);
        return rows;
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

    /** Returns the loss of each instance on the samples of the last backward pass, [instances]. */
    double[] losses() {
        return Objects.requireNonNull(pass, "no step has been taken").losses();
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
        pass = null;
    }

    @Override
    public void setBackpropGradientsViewArray(INDArray gradients) {
        super.setBackpropGradientsViewArray(gradients);
        pass = null;
    }

    @Override
    protected INDArray getLabels2d(LayerWorkspaceMgr workspaces, ArrayType type) {
        return labels;
    }

    private GradientPass pass(long size) {
        GradientPass present = pass;
        if (present == null || batch == null || batch.size() != size) {
            batch = batch(size);
            present = pass(batch);
            pass = present;
        }
        return present;
    }

    @SuppressWarnings("try") // as above
    private Batch batch(long size) {
        try (MemoryWorkspace outside = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return Batch.labelled(dataType, layerConf().shape(), size);
        }
    }
}
