package superpose.reports.reproduce;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;

/** The parameters of a model in a form that is written down. */
final class KeptParameters {

    @JsonProperty
    private final int hidden;

    @JsonProperty
    private final float[] encoder;

    /** Empty when tied. */
    @JsonProperty
    private final float[] decoder;

    @JsonProperty
    private final float[] bias;

    @JsonCreator
    private KeptParameters(
            @JsonProperty("hidden") int hidden,
            @JsonProperty("encoder") float[] encoder,
            @JsonProperty("decoder") float[] decoder,
            @JsonProperty("bias") float[] bias) {
        this.hidden = hidden;
        this.encoder = encoder;
        this.decoder = decoder;
        this.bias = bias;
    }

    static KeptParameters tied(FeatureDirections directions, float[] bias) {
        return new KeptParameters(directions.hidden(), directions.matrix().toArray(), new float[0], bias);
    }

    static KeptParameters untied(FeatureDirections encoder, FeatureDirections decoder, float[] bias) {
        return new KeptParameters(
                encoder.hidden(), encoder.matrix().toArray(), decoder.matrix().toArray(), bias);
    }

    FeatureDirections encoder() {
        return directions(encoder);
    }

    FeatureDirections decoder() {
        return directions(decoder.length == 0 ? encoder : decoder);
    }

    float[] bias() {
        return bias.clone();
    }

    List<Double> biases() {
        List<Double> values = new ArrayList<>();
        for (float one : bias) {
            values.add((double) one);
        }
        return values;
    }

    private FeatureDirections directions(float[] values) {
        return new FeatureDirections(Matrix.of(values.length / hidden, hidden, values.clone()));
    }
}
