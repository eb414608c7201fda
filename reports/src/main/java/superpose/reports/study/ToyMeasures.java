package superpose.reports.study;

import java.util.List;

/**
 * What was measured on one trained toy model.
 *
 * @param neurons hidden units of the model
 * @param seed number of the seed
 * @param geometry how the feature directions lie
 * @param reading how well features are read from the neurons
 * @param recovery how well dictionaries find the feature directions
 * @param features one row per feature
 */
record ToyMeasures(
        int neurons, int seed, Geometry geometry, Reading reading, Recovery recovery, List<Feature> features) {

    ToyMeasures {
        features = List.copyOf(features);
    }

    /**
     * How the feature directions lie.
     *
     * @param loss mean over samples and features of the weighted squared error, on samples never trained on
     * @param norms lengths of the directions
     * @param sharing how directions share dimensions
     * @param neuronsUse what single neurons answer to
     */
    record Geometry(double loss, Norms norms, Sharing sharing, NeuronUse neuronsUse) {}

    /**
     * Lengths of the directions.
     *
     * @param represented number of features whose direction is longer than one half
     * @param perDimension squared Frobenius norm over neurons
     */
    record Norms(int represented, double perDimension) {}

    /**
     * How directions share dimensions.
     *
     * @param meanDimensionality mean over features of D_i
     * @param totalDimensionality sum over features of D_i
     * @param meanSquaredOverlap mean over pairs of represented features of the squared cosine
     * @param largestOverlap largest absolute cosine of two represented features
     */
    record Sharing(
            double meanDimensionality, double totalDimensionality, double meanSquaredOverlap, double largestOverlap) {}

    /**
     * What single neurons answer to.
     *
     * @param effectiveFeatures mean over neurons of the participation ratio of their squared weights
     * @param monosemantic share of neurons that answer to one feature
     */
    record NeuronUse(double effectiveFeatures, double monosemantic) {}

    /**
     * How well features are read from the neurons, as means over features, on samples the probes never saw.
     *
     * @param model the model's own output, which reads its neurons through a ReLU
     * @param probe linear probes on the trained model's neurons
     * @param bestNeuronAuroc the best single neuron, chosen on the probes' training samples
     * @param controls what nothing scores
     */
    record Reading(Quality model, Quality probe, double bestNeuronAuroc, Controls controls) {}

    /**
     * What a read-out is compared with.
     *
     * @param shuffled linear probes trained on shuffled targets
     * @param random linear probes on a random projection to as many neurons
     */
    record Controls(Quality shuffled, Quality random) {}

    /**
     * Quality of a read-out.
     *
     * @param r2 share of the feature's variance that is explained
     * @param auroc how well the read-out tells "on" from "off"
     */
    record Quality(double r2, double auroc) {}

    /**
     * How well dictionaries find the feature directions.
     *
     * @param classical online dictionary learning
     * @param autoencoder TopK sparse autoencoder
     * @param chance random directions of the same shape
     */
    record Recovery(Match classical, Match autoencoder, Match chance) {}

    /**
     * How well learned directions match the true ones.
     *
     * @param mmcs mean over true features of the best absolute cosine
     * @param mmcsReverse mean over learned directions of the best absolute cosine
     * @param mcc mean absolute cosine under one-to-one matching
     * @param above share of true features with a best absolute cosine above 0.9
     */
    record Match(double mmcs, double mmcsReverse, double mcc, double above) {}

    /**
     * One feature of one model.
     *
     * @param feature index of the feature
     * @param shape length of its direction and its dimensionality D_i
     * @param probe quality of its linear probe
     * @param bestNeuronAuroc the best single neuron for it
     */
    record Feature(int feature, Shape shape, Quality probe, double bestNeuronAuroc) {}

    /**
     * A feature's direction.
     *
     * @param norm its length
     * @param dimensionality the share of a dimension it owns, D_i
     */
    record Shape(double norm, double dimensionality) {}
}
