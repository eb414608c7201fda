package superpose.toymodels;

import java.util.Arrays;
import superpose.data.SampleStream;

/**
 * The active features of a batch, in two orders: sample by sample, and feature by feature.
 *
 * <p>Samples with as many active features follow one another: loops over them then end where the processor expects them to.
 * Where a sample stands in that order is its place. Samples in which nothing is active have none and are only counted.
 */
final class ActiveEntries {

    /** Features and samples that can be told apart: entries are kept in as little room as that takes. */
    static final int MOST = Character.MAX_VALUE;

    private static final int TILE = SampleStream.TILE;

    private final SparseEntries tile;

    /** Sample by sample, as drawn: the feature of each entry and its value. */
    private char[] features = {};

    private float[] values = {};

    /** Where the entries of each sample with any begin, as drawn, and the end. */
    private int[] drawn = new int[TILE + 1];

    private int size;
    private int samples;
    private int silent;

    /** Where the entries of the sample at each place begin and end. */
    private int[] starts = {};

    private int[] ends = {};

    /** Feature by feature: the place of each entry's sample, and its value. */
    private char[] placesOfFeatures = {};

    private float[] valuesOfFeatures = {};

    /** Where the entries of each feature begin, and the end: [features + 1], with room for one more. */
    private final int[] featureStarts;

    /** How many samples have so many active features; room for sums. */
    private final int[] withCount;

    /**
     * Makes room for samples of so many features.
     *
     * @param features at most {@link #MOST}
     * @param tile room for the entries of a tile
     */
    ActiveEntries(int features, SparseEntries tile) {
        this.tile = tile;
        featureStarts = new int[features + 2];
        withCount = new int[features + 2];
    }

    /** Forgets all samples. */
    void clear() {
        size = 0;
        samples = 0;
        silent = 0;
    }

    /**
     * Adds the samples of a tile; at most {@link #MOST} before all are forgotten.
     *
     * @param list which features to look at
     * @param lanes the samples
     * @param count how many samples count
     */
    void add(FeatureList list, float[] lanes, int count) {
        tile.find(list, lanes);
        makeRoom(count, tile.size());
        for (int sample = 0; sample < count; sample++) {
            int first = tile.start(sample);
            int end = tile.start(sample + 1);
            for (int i = first; i < end; i++) {
                int feature = tile.entry(i);
                features[size] = (char) feature;
                values[size] = lanes[TileLayout.lanesOf(feature) + sample];
                size++;
            }
            drawn[samples + 1] = size;
            samples += first < end ? 1 : 0;
            silent += first < end ? 0 : 1;
        }
    }

    private void makeRoom(int moreSamples, int moreEntries) {
        if (drawn.length < samples + moreSamples + 1) {
            drawn = Arrays.copyOf(drawn, grown(samples + moreSamples) + 1);
        }
        if (features.length < size + moreEntries) {
            features = Arrays.copyOf(features, grown(size + moreEntries));
            values = Arrays.copyOf(values, features.length);
        }
    }

    /** Returns a length that will do for a while; the room is kept, so it need not grow fast. */
    private static int grown(int length) {
        return length + length / 8;
    }

    /** Brings what was added into both orders. */
    void sort() {
        if (starts.length < samples) {
            starts = new int[drawn.length];
            ends = new int[drawn.length];
        }
        if (placesOfFeatures.length < size) {
            placesOfFeatures = new char[features.length];
            valuesOfFeatures = new float[features.length];
        }
        Arrays.fill(withCount, 0);
        for (int sample = 0; sample < samples; sample++) {
            withCount[drawn[sample + 1] - drawn[sample] + 1]++;
        }
        sum(withCount);
        for (int sample = 0; sample < samples; sample++) {
            int place = withCount[drawn[sample + 1] - drawn[sample]]++;
            starts[place] = drawn[sample];
            ends[place] = drawn[sample + 1];
        }
        Arrays.fill(featureStarts, 0);
        for (int i = 0; i < size; i++) {
            featureStarts[features[i] + 2]++;
        }
        sum(featureStarts);
        for (int place = 0; place < samples; place++) {
            for (int i = starts[place]; i < ends[place]; i++) {
                int at = featureStarts[features[i] + 1]++;
                placesOfFeatures[at] = (char) place;
                valuesOfFeatures[at] = values[i];
            }
        }
    }

    private static void sum(int[] counts) {
        for (int i = 1; i < counts.length; i++) {
            counts[i] += counts[i - 1];
        }
    }

    /** Returns how many entries there are. */
    int size() {
        return size;
    }

    /** Returns how many samples have a place. */
    int places() {
        return samples;
    }

    /** Returns in how many samples nothing is active. */
    int silent() {
        return silent;
    }

    /** Returns the feature of each entry; not a copy. */
    char[] features() {
        return features;
    }

    /** Returns the value of each entry; not a copy. */
    float[] values() {
        return values;
    }

    /** Returns where the entries of the sample at each place begin; not a copy. */
    int[] starts() {
        return starts;
    }

    /** Returns where the entries of the sample at each place end; not a copy. */
    int[] ends() {
        return ends;
    }

    /** Returns, feature by feature, the place of each entry's sample; not a copy. */
    char[] placesOfFeatures() {
        return placesOfFeatures;
    }

    /** Returns, feature by feature, the value of each entry; not a copy. */
    float[] valuesOfFeatures() {
        return valuesOfFeatures;
    }

    /** Returns where the entries of each feature begin in that order, and the end; not a copy. */
    int[] featureStarts() {
        return featureStarts;
    }
}
