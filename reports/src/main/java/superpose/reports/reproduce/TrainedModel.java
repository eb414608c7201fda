package superpose.reports.reproduce;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.toymodels.TrainedBottleneck;
import superpose.toymodels.Tying;

/** What is kept of a trained model: its parameters, and its loss on samples that it has not seen. */
public final class TrainedModel {

    @JsonProperty
    private final int hidden;

    @JsonProperty
    private final float[] encoder;

    /** Empty when tied. */
    @JsonProperty
    private final float[] decoder;

    @JsonProperty
    private final float[] bias;

    @JsonProperty
    private final double loss;

    @JsonCreator
    private TrainedModel(
            @JsonProperty("hidden") int hidden,
            @JsonProperty("encoder") float[] encoder,
            @JsonProperty("decoder") float[] decoder,
            @JsonProperty("bias") float[] bias,
            @JsonProperty("loss") double loss) {
        this.hidden = hidden;
        this.encoder = encoder;
        this.decoder = decoder;
        this.bias = bias;
        this.loss = loss;
    }

    static TrainedModel of(TrainedBottleneck trained, int instance, Matrix evaluation) {
        boolean tied = trained.model().architecture().tying() == Tying.TIED;
        return new TrainedModel(
                trained.model().shape().hidden(),
                trained.directions(instance).matrix().toArray(),
                tied ? new float[0] : trained.decoder(instance).matrix().toArray(),
                trained.bias(instance),
                trained.loss(instance, evaluation));
    }

    /** Returns the directions that features are read along, the rows of the encoder. */
    public FeatureDirections directions() {
        return directions(encoder);
    }

    /** Returns the directions that features are written along; those of {@link #directions()} when tied. */
    public FeatureDirections decoder() {
        return directions(decoder.length == 0 ? encoder : decoder);
    }

    /** Returns the output biases, [features]. */
    public float[] bias() {
        return bias.clone();
    }

    /** Returns the mean over samples and features of the weighted squared error. */
    public double loss() {
        return loss;
    }

    private FeatureDirections directions(float[] values) {
        return new FeatureDirections(Matrix.of(values.length / hidden, hidden, values.clone()));
    }
}
