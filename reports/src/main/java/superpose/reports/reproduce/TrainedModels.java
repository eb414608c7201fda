package superpose.reports.reproduce;

import java.util.Comparator;
import java.util.List;

/**
 * The models of a training job, in the order of its members.
 *
 * @param models one for each member
 */
public record TrainedModels(List<TrainedModel> models) {

    /** Copies the list. */
    public TrainedModels {
        models = List.copyOf(models);
    }

    /** Returns the model with the lowest loss. */
    public TrainedModel best() {
        return models.stream()
                .min(Comparator.comparingDouble(TrainedModel::loss))
                .orElseThrow();
    }

    /** Returns some of the models, from one member up to another that is not among them. */
    public TrainedModels range(int from, int to) {
        return new TrainedModels(models.subList(from, to));
    }
}
