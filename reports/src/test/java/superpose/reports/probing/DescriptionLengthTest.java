package superpose.reports.probing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import superpose.data.Concept;
import superpose.data.Groups;
import superpose.data.Matrix;
import superpose.data.Seed;

class DescriptionLengthTest {

    private static final int ROWS = 3000;
    private static final Matrix NOISE = GaussianWorld.noise(ROWS, 10, new Seed(1));

    private static DescriptionLength of(Matrix values, Concept concept, Groups groups) {
        return DescriptionLength.of(values, concept, groups, PenaltyGrid.usual(), new Seed(2));
    }

    private static Concept coin(double rate) {
        var generator = new Seed(17).generator();
        boolean[] present = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            present[row] = generator.nextDouble() < rate;
        }
        return Concept.of("coin", present);
    }

    /** The concept is where the first neuron is above 0. */
    private static Concept visible() {
        boolean[] present = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            present[row] = NOISE.get(row, 0) > 0;
        }
        return Concept.of("visible", present);
    }

    @Test
    void randomLabelsCannotBeCompressed() {
        DescriptionLength fair = of(NOISE, coin(0.5), Groups.each(ROWS));
        assertEquals(1, fair.compression(), 0.05);
        assertEquals(1, fair.compressionOverBlind(), 0.05);
        assertEquals(ROWS, fair.uniformBits());

        // A rare coin is cheap to tell, but not because of the activations.
        DescriptionLength rare = of(NOISE, coin(0.05), Groups.each(ROWS));
        double entropy = -(0.05 * Math.log(0.05) + 0.95 * Math.log(0.95)) / Math.log(2);
        assertEquals(1 / entropy, rare.compression(), 0.6);
        assertEquals(1, rare.compressionOverBlind(), 0.08);
    }

    @Test
    void aVisibleConceptIsMuchCheaper() {
        DescriptionLength visible = of(NOISE, visible(), Groups.each(ROWS));
        assertTrue(visible.compression() > 5, visible.toString());
        // What is read off at once is cheaper than what must be learned from many rows.
        Concept noisy = Concept.of("noisy", flipped(visible(), 10));
        DescriptionLength less = of(NOISE, noisy, Groups.each(ROWS));
        assertTrue(less.compression() > 1.3 && less.compression() < visible.compression() / 2, less.toString());
    }

    private static boolean[] flipped(Concept concept, int every) {
        boolean[] flipped = new boolean[ROWS];
        for (int row = 0; row < ROWS; row++) {
            flipped[row] = concept.in(row) ^ row % every == 0;
        }
        return flipped;
    }

    @Test
    void portionsAreTheWholeAndTheCodeIsTheirSum() {
        int[] texts = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            texts[row] = row / 100;
        }
        for (Groups groups : new Groups[] {Groups.each(ROWS), Groups.byNumber(texts)}) {
            DescriptionLength code = of(NOISE, visible(), groups);
            double sum = Math.log(7) / Math.log(2);
            int end = 0;
            for (DescriptionLength.Portion portion : code.portions()) {
                assertEquals(end, portion.from());
                assertTrue(portion.to() > end);
                assertTrue(groups.areSingle() || portion.to() % 100 == 0, "a text is sent whole");
                end = portion.to();
                sum += portion.bits();
            }
            assertEquals(ROWS, end);
            assertEquals(code.bits(), sum, 1e-6);
            assertEquals(
                    code.portions().getFirst().to(), code.portions().getFirst().bits());
        }
    }

    @Test
    void rowsOfOneTextDoNotGiveEachOtherAway() {
        // Each text has a label by chance and its own place in activation space.
        int[] texts = new int[ROWS];
        boolean[] present = new boolean[ROWS];
        float[] values = new float[ROWS * 10];
        Matrix places = GaussianWorld.noise(100, 10, new Seed(5));
        var generator = new Seed(6).generator();
        boolean[] labels = new boolean[100];
        for (int text = 0; text < labels.length; text++) {
            labels[text] = generator.nextBoolean();
        }
        for (int row = 0; row < ROWS; row++) {
            texts[row] = row / 30;
            present[row] = labels[texts[row]];
            for (int neuron = 0; neuron < 10; neuron++) {
                values[row * 10 + neuron] = places.get(texts[row], neuron) + 0.1f * NOISE.get(row, neuron);
            }
        }
        Matrix matrix = Matrix.of(ROWS, 10, values);
        Concept concept = Concept.of("of texts", present);
        DescriptionLength honest = of(matrix, concept, Groups.byNumber(texts));
        assertTrue(honest.compression() < 1.1 && honest.compressionOverBlind() < 1.1, honest.toString());
        DescriptionLength leaking = of(matrix, concept, Groups.each(ROWS));
        assertTrue(leaking.compression() > honest.compression(), leaking.toString());
    }

    @Test
    void portionsOfOneClassOrOfConstantNeuronsAreCodedByTheirRate() {
        // Neurons are silent but in a few rows, so the first portions have nothing to read.
        float[] values = new float[ROWS * 2];
        boolean[] present = new boolean[ROWS];
        for (int row = 0; row < ROWS; row += 100) {
            values[row * 2] = 1;
            present[row] = true;
        }
        DescriptionLength code = of(Matrix.of(ROWS, 2, values), Concept.of("rare", present), Groups.each(ROWS));
        assertTrue(Double.isFinite(code.bits()), code.toString());
        assertTrue(code.compressionOverBlind() > 1.5, code.toString());
    }
}
