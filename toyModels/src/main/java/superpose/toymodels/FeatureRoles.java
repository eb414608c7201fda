package superpose.toymodels;

import java.util.List;
import superpose.data.SampleStream;

/** How each feature is dealt with in a batch, as the first tile suggests: its input and, apart from that, its output. */
final class FeatureRoles {

    private static final int TILE = SampleStream.TILE;

    /** Features that are not zero in fewer samples than this share are read one by one; measured. */
    private static final double SPARSE = 0.2;

    /** Features with fewer exceptions than this share are dealt with exception by exception; measured. */
    private static final double RARE = 0.25;

    private final int features;

    /** Features whose outputs are on in nearly every sample. */
    private final KeptOn kept;

    /** Features that are not kept on: all, those that are mixed, and those that are mostly off. */
    private final FeatureList others;

    private final FeatureList mixed;
    private final FeatureList rare;
    private final boolean[] isMixed;

    /** Which inputs are read one by one, and lists of these and of those that are not. */
    private final boolean[] sparse;

    private final FeatureList denseKept;
    private final FeatureList denseOther;
    private final FeatureList sparseKept;
    private final FeatureList sparseOther;

    /** Shares of the first tile's samples in which inputs are not zero and outputs on. */
    private final double[] inputShares;

    private final double[] onShares;
    private final WorkEstimate work = new WorkEstimate();

    /**
     * Makes room.
     *
     * @param features of the model
     * @param rows of its parameters, of which the last is one of zeros
     * @param kept takes in what is kept on
     */
    FeatureRoles(int features, int rows, KeptOn kept) {
        this.features = features;
        this.kept = kept;
        others = new FeatureList(rows, rows - 1);
        mixed = new FeatureList(rows, rows - 1);
        rare = new FeatureList(rows, rows - 1);
        isMixed = new boolean[rows];
        sparse = new boolean[rows];
        denseKept = new FeatureList(rows, rows - 1);
        denseOther = new FeatureList(rows, rows - 1);
        sparseKept = new FeatureList(rows, rows - 1);
        sparseOther = new FeatureList(rows, rows - 1);
        inputShares = new double[rows];
        onShares = new double[rows];
    }

    /** Starts a batch in which, for now, no feature is kept on. */
    void start(float[] samples) {
        kept.clear();
        for (int feature = 0; feature < features; feature++) {
            int given = Long.bitCount(TileLayout.nonZero(samples, feature));
            inputShares[feature] = (double) given / TILE;
            sparse[feature] = given < SPARSE * TILE;
        }
        list();
    }

    /**
     * Takes in how often an output is on.
     *
     * @return whether that is nearly always, so that it is kept on
     */
    boolean see(int feature, int on) {
        onShares[feature] = (double) on / TILE;
        isMixed[feature] = on > RARE * TILE;
        boolean nearlyAlways = on > (1 - RARE) * TILE;
        if (nearlyAlways) {
            kept.add(feature);
        }
        return nearlyAlways;
    }

    /** Estimates what it costs to deal with each feature of a model with so many hidden units as it has been seen. */
    WorkEstimate work(int hidden) {
        work.clear();
        if (!kept.isEmpty()) {
            work.addClosedForm(hidden);
        }
        for (int feature = 0; feature < features; feature++) {
            work.addInput(sparse[feature], inputShares[feature]);
            if (kept.contains(feature)) {
                work.addKept(1 - onShares[feature]);
            } else if (isMixed[feature]) {
                work.addMixed();
            } else {
                work.addRare(onShares[feature]);
            }
        }
        return work;
    }

    /** Lists the features by what they have been seen to be. */
    void list() {
        for (FeatureList list : List.of(others, mixed, rare, denseKept, denseOther, sparseKept, sparseOther)) {
            list.clear();
        }
        for (int feature = 0; feature < features; feature++) {
            boolean on = kept.contains(feature);
            if (!on) {
                others.add(feature);
                (isMixed[feature] ? mixed : rare).add(feature);
            }
            if (sparse[feature]) {
                (on ? sparseKept : sparseOther).add(feature);
            } else {
                (on ? denseKept : denseOther).add(feature);
            }
        }
    }

    /** Returns the features that are not kept on, mixed ones and rare ones. */
    FeatureList others() {
        return others;
    }

    /** Returns the features, not kept on, whose outputs are often on and often off. */
    FeatureList mixed() {
        return mixed;
    }

    /** Returns the features whose outputs are mostly off. */
    FeatureList rare() {
        return rare;
    }

    /** Returns the features kept on whose inputs are not read one by one. */
    FeatureList denseKept() {
        return denseKept;
    }

    /** Returns the other features whose inputs are not read one by one. */
    FeatureList denseOther() {
        return denseOther;
    }

    /** Returns the features kept on whose inputs are read one by one. */
    FeatureList sparseKept() {
        return sparseKept;
    }

    /** Returns the other features whose inputs are read one by one. */
    FeatureList sparseOther() {
        return sparseOther;
    }

    /** Returns whether any inputs are read one by one. */
    boolean anySparse() {
        return sparseKept.size() + sparseOther.size() > 0;
    }
}
