package superpose.probes.dictionary;

import java.util.random.RandomGenerator;
import superpose.data.FeatureDirections;
import superpose.data.Matrix;
import superpose.data.Seed;

/** One run of online dictionary learning. */
final class OnlineTraining {

    /** The part of the training in which unused atoms are revived and the past is soon forgotten. */
    private static final double SEARCH_SHARE = 0.7;

    /**
     * Batches remembered while searching, as a share of the steps so far.
     *
     * <p>Codes found with poor atoms mislead for long: on 64 random features in 16 hidden units a share of 1 recovered a third
     * of the features, 0.02 nearly all.
     */
    private static final double MEMORY_SHARE = 0.02;

    /**
     * Where the coder's tolerance starts; it falls to the asked one while searching.
     *
     * <p>A code with atoms to spare hides a mixed atom by mending it with others; a coder that stops early does not.
     */
    private static final double FIRST_TOLERANCE = 0.5;

    /** Steps between two looks for an atom to revive. */
    private static final int REVIVE_EVERY = 2;

    /** The part of the training over which an atom's energy is averaged before it may be judged weak. */
    private static final double PATIENCE_SHARE = 0.05;

    /** How many times the weakest atom's energy a new direction must promise; the promise is made by one batch. */
    private static final double WORTH = 2;

    /** Two atoms with a larger absolute cosine stand for the same feature. */
    private static final double SAME_DIRECTION = 0.95;

    private final OnlineDictionaryLearning settings;
    private final ShuffledBatches batches;
    private final float[] offset;
    private final RandomGenerator generator;
    final Block atoms;
    private final AtomStatistics statistics;
    private final ErrorTrace trace;
    private final int searchSteps;
    private final int patience;
    private int revivals;

    OnlineTraining(OnlineDictionaryLearning settings, Matrix samples, Seed seed) {
        this.settings = settings;
        this.batches = new ShuffledBatches(samples, settings.batches().size(), seed.child("order"));
        this.offset = settings.offset().of(samples);
        this.generator = seed.child("atoms").generator();
        this.atoms = FirstAtoms.from(samples, offset, settings.atoms(), generator);
        int steps = settings.batches().steps();
        this.trace = new ErrorTrace(steps);
        this.searchSteps = (int) (SEARCH_SHARE * steps);
        this.patience = (int) Math.max(1, PATIENCE_SHARE * steps);
        this.statistics = new AtomStatistics(settings.atoms(), samples.columns(), 1.0 / patience);
    }

    DictionaryFit run() {
        for (int step = 0; step < settings.batches().steps(); step++) {
            learn(step);
        }
        FeatureDirections learned = new FeatureDirections(atoms.toMatrix());
        Dictionary dictionary = Dictionary.of(learned, offset, settings.coder().over(learned));
        return new DictionaryFit(dictionary, trace.errors(), revivals);
    }

    private void learn(int step) {
        Matrix batch = Offset.subtract(offset, batches.next());
        Codes codes =
                coderAt(step).over(new FeatureDirections(atoms.toMatrix())).encode(batch);
        Remainders remainders = Remainders.of(batch, codes, atoms);
        trace.add(remainders.squaredError(), batch.rows());
        statistics.add(pastWeight(step), codes, batch);
        statistics.improve(atoms);
        if (step >= patience && step < searchSteps && step % REVIVE_EVERY == 0) {
            revive(remainders);
        }
    }

    /** Returns a coder that stops early at first and becomes as exact as asked for while the search goes on. */
    private SparseCoder coderAt(int step) {
        double loose = FIRST_TOLERANCE * (1 - (double) step / searchSteps);
        return loose > settings.coder().tolerance() ? settings.coder().withTolerance(loose) : settings.coder();
    }

    /** Returns what the past weighs so that about {@code memory} batches count: few while searching, then all since. */
    private float pastWeight(int step) {
        double memory = Math.max(1 + MEMORY_SHARE * step, (double) step - searchSteps);
        return (float) (memory / (1 + memory));
    }

    /** Gives an atom that repeats another, or else the weakest one, the direction of a remainder that carries more. */
    private void revive(Remainders remainders) {
        float[] direction = remainders.direction(remainders.draw(generator));
        double energy = remainders.energyAlong(direction);
        int repeat = firstRepeat();
        int atom = repeat < atoms.rows ? repeat : statistics.weakest();
        double bar = repeat < atoms.rows ? 0 : WORTH * statistics.energy(atom);
        if (energy > bar) {
            System.arraycopy(direction, 0, atoms.values, atom * atoms.columns, atoms.columns);
            statistics.restart(atom, energy);
            revivals++;
        }
    }

    /** Returns the first atom that repeats an earlier one, or the number of atoms where none does. */
    private int firstRepeat() {
        Block cosines = new Block(atoms.rows, atoms.rows);
        cosines.setProduct(atoms.values, atoms.rows, atoms.transposed());
        for (int atom = 0; atom < atoms.rows; atom++) {
            for (int other = 0; other < atom; other++) {
                if (Math.abs(cosines.values[atom * atoms.rows + other]) > SAME_DIRECTION) {
                    return atom;
                }
            }
        }
        return atoms.rows;
    }
}
