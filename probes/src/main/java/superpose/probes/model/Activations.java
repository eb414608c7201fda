package superpose.probes.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.FrozenVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Convolution1DLayer;
import org.deeplearning4j.nn.conf.layers.Convolution3D;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Deconvolution3D;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.TimeDistributed;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration tells of the shape of activations.
 *
 * <p>A saved configuration no longer says what goes into the network, so that is told from the first layers: exactly for
 * dense and recurrent ones and for flat images, but for the height and the width of other images.
 *
 * @param type as DL4J follows it through the layers; empty where it cannot be told
 * @param sized whether height and width of images are known, rather than stand-ins
 */
record Activations(Optional<InputType> type, boolean sized) {

    /** Stands for an unknown height and width; a power of 2, so that strides divide it. */
    private static final int STAND_IN = 1 << 14;

    /** Returns activations of which nothing is known. */
    static Activations unknown() {
        return new Activations(Optional.empty(), true);
    }

    /** Returns what a vertex takes, where it is a layer. */
    static Activations into(GraphVertex vertex) {
        return thawed(vertex) instanceof LayerVertex layer
                ? into(layer.getLayerConf().getLayer(), layer.getPreProcessor())
                : unknown();
    }

    /**
     * Returns what a layer takes.
     *
     * @param reshaping what DL4J does to it first; may be null
     */
    static Activations into(Layer layer, @Nullable InputPreProcessor reshaping) {
        return switch (reshaping) {
            case FeedForwardToCnnPreProcessor flat ->
                known(InputType.convolutionalFlat(flat.getInputHeight(), flat.getInputWidth(), flat.getNumChannels()));
            case CnnToFeedForwardPreProcessor images -> known(images(images));
            // Its layer takes single steps; it takes sequences.
            case null -> layer instanceof TimeDistributed ? unknown() : into(inner(layer));
            default -> unknown();
        };
    }

    private static Activations into(Layer layer) {
        return switch (layer) {
            case BaseRecurrentLayer recurrent ->
                known(InputType.recurrent(recurrent.getNIn(), recurrent.getRnnDataFormat()));
            case Bidirectional recurrent ->
                known(InputType.recurrent(recurrent.getNIn(), recurrent.getRNNDataFormat()));
            case RnnOutputLayer recurrent ->
                known(InputType.recurrent(recurrent.getNIn(), recurrent.getRnnDataFormat()));
            case DenseLayer dense -> known(InputType.feedForward(dense.getNIn()));
            case BaseOutputLayer dense -> known(InputType.feedForward(dense.getNIn()));
            case Convolution1DLayer sequence ->
                known(InputType.recurrent(sequence.getNIn(), sequence.getRnnDataFormat()));
            case Convolution3D volumes -> unknown();
            case Deconvolution3D volumes -> unknown();
            case ConvolutionLayer images ->
                new Activations(
                        Optional.of(InputType.convolutional(
                                STAND_IN, STAND_IN, images.getNIn(), images.getCnn2dDataFormat())),
                        false);
            default -> unknown();
        };
    }

    private static InputType images(CnnToFeedForwardPreProcessor flattening) {
        return InputType.convolutional(
                flattening.getInputHeight(),
                flattening.getInputWidth(),
                flattening.getNumChannels(),
                flattening.getFormat());
    }

    private static Activations known(InputType type) {
        return new Activations(Optional.of(type), true);
    }

    /** Tells whether at least the number of axes is known. */
    boolean isKnown() {
        return type.isPresent();
    }

    /** Returns what a layer gives that takes these, from its place in the network. */
    Activations after(Layer layer, @Nullable InputPreProcessor reshaping, int index) {
        Activations before = into(reshaping);
        return given(
                before.sized,
                () -> layer.getOutputType(
                        index,
                        reshaping == null
                                ? before.type.orElseThrow()
                                : reshaping.getOutputType(before.type.orElseThrow())));
    }

    /** Returns what a vertex gives that takes these, from its place in the network. */
    static Activations after(GraphVertex vertex, List<Activations> inputs, int index) {
        if (thawed(vertex) instanceof LayerVertex layer) {
            return inputs.getFirst().after(layer.getLayerConf().getLayer(), layer.getPreProcessor(), index);
        }
        return given(
                inputs.stream().allMatch(Activations::sized),
                () -> vertex.getOutputType(
                        index,
                        inputs.stream().map(input -> input.type.orElseThrow()).toArray(InputType[]::new)));
    }

    /** Where images are made flat, the configuration says again how large they are. */
    private Activations into(@Nullable InputPreProcessor reshaping) {
        return reshaping instanceof CnnToFeedForwardPreProcessor flattening && !sized
                ? known(images(flattening))
                : this;
    }

    private static Activations given(boolean sized, Supplier<InputType> type) {
        try {
            InputType given = type.get();
            return new Activations(Optional.of(given), sized || given.getType() != InputType.Type.CNN);
        } catch (RuntimeException e) {
            // DL4J refuses what does not fit; whether it really does not will show when the network runs.
            return unknown();
        }
    }

    /** Returns the sizes of the axes, the batch first; a single varying one where not even their number is known. */
    List<Long> shape() {
        if (type.isEmpty()) {
            return List.of(ModelTensor.VARYING);
        }
        if (!sized && type.get() instanceof InputType.InputTypeConvolutional images) {
            long unknown = ModelTensor.VARYING;
            long channels = images.getChannels();
            return switch (images.getFormat()) {
                case NCHW -> List.of(unknown, channels, unknown, unknown);
                case NHWC -> List.of(unknown, unknown, unknown, channels);
            };
        }
        if (type.get() instanceof InputType.InputTypeConvolutionalFlat flat) {
            // DL4J gives the shape of the image here.
            return List.of(ModelTensor.VARYING, flat.getFlattenedSize());
        }
        return Arrays.stream(type.get().getShape(true))
                .mapToObj(size -> size > 0 ? size : ModelTensor.VARYING)
                .toList();
    }

    /** Returns what kind of layer or vertex this is, as in {@code Dense}. */
    static String kind(GraphVertex vertex) {
        return thawed(vertex) instanceof LayerVertex layer
                ? kind(layer.getLayerConf().getLayer())
                : thawed(vertex).getClass().getSimpleName().replaceFirst("Vertex$", "");
    }

    /** Returns what kind of layer this is, as in {@code Dense}. */
    static String kind(Layer layer) {
        return inner(layer).getClass().getSimpleName().replaceFirst("Layer$", "");
    }

    private static GraphVertex thawed(GraphVertex vertex) {
        return vertex instanceof FrozenVertex frozen ? frozen.getUnderlying() : vertex;
    }

    /** Layers around a layer mostly take what that one takes. */
    private static Layer inner(Layer layer) {
        return switch (layer) {
            case FrozenLayer frozen -> frozen.getLayer();
            case BaseWrapperLayer wrapper -> wrapper.getUnderlying();
            default -> layer;
        };
    }
}
