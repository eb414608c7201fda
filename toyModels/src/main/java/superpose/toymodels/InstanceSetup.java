package superpose.toymodels;

import superpose.data.Importance;
import superpose.data.SampleStream;
import superpose.data.Seed;
import superpose.data.SparseFeatures;

/**
 * What one instance of a model learns from, and where its weights start.
 *
 * @param stream the samples it trains on, [samples, features]
 * @param importance how much each feature weighs in its loss
 * @param seed decides its initial weights, whatever other instances train beside it
 */
public record InstanceSetup(SampleStream stream, Importance importance, Seed seed) {

    /** Sets an instance in a world; its samples and its initial weights come from parts of one seed. */
    public static InstanceSetup in(SparseFeatures world, Seed seed) {
        return new InstanceSetup(world.stream(seed.child("samples")), world.importance(), seed);
    }
}
