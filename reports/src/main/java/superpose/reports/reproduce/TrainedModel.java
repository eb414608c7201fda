package superpose.reports.reproduce;

import java.util.List;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.toymodels.TrainedBottleneck;
import superpose.toymodels.Tying;

/**
 * What is kept of a trained model.
 *
 * @param parameters what it has learned
 * @param loss mean over samples and features of the weighted squared error, on samples that it has not seen
 * @param film how its encoder came to be, where the training was filmed
 */
public record TrainedModel(KeptParameters parameters, double loss, List<Still> film) {

    /** Copies the list. */
    public TrainedModel {
        film = List.copyOf(film);
    }

    static TrainedModel of(TrainedBottleneck trained, int instance, Matrix evaluation, List<Still> film) {
        boolean tied = trained.model().architecture().tying() == Tying.TIED;
        KeptParameters parameters = tied
                ? KeptParameters.tied(trained.directions(instance), trained.bias(instance))
                : KeptParameters.untied(
                        trained.directions(instance), trained.decoder(instance), trained.bias(instance));
        return new TrainedModel(parameters, trained.loss(instance, evaluation), film);
    }

    /** Returns the directions that features are read along, the rows of the encoder. */
    public FeatureDirections directions() {
        return parameters.encoder();
    }

    /** Returns the directions that features are written along; those of {@link #directions()} when tied. */
    public FeatureDirections decoder() {
        return parameters.decoder();
    }

    /** Returns the output biases as they were trained, [features]; a copy. */
    public float[] bias() {
        return parameters.bias();
    }

    /** Returns the output biases in the precision of computed models, [features]. */
    public List<Double> biases() {
        return parameters.biases();
    }
}
