package superpose.probes.dictionary;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import superpose.data.BadInputException;
import superpose.data.Matrix;
import superpose.data.Seed;

class L1AutoencoderTest {

    private static final Seed SEED = new Seed(3);
    private static final Batches BATCHES = new Batches(64, 2_000);

    /** One direction of length 2 in three hidden units that is on in every fourth sample, [64, 3]. */
    private static Matrix oneFeature() {
        float[] values = new float[64 * 3];
        for (int sample = 0; sample < 64; sample += 4) {
            values[3 * sample] = 1.2f;
            values[3 * sample + 1] = 1.6f;
        }
        return Matrix.of(64, 3, values);
    }

    @Test
    void thePenaltyShrinksTheCodeAndMovesTheOffsetAsTheClosedFormSays() {
        double penalty = 0.3;
        Dictionary dictionary = new L1Autoencoder(1, penalty, BATCHES, 1e-2)
                .fit(oneFeature(), SEED)
                .dictionary();
        assertArrayEquals(new float[] {0.6f, 0.8f, 0}, dictionary.atoms().of(0), 5e-3f);
        // With offset b and code z along the feature, 3/4 b^2 + 1/4 (2 - b - z)^2 + 1/4 penalty z is least at b =
        // penalty / 6
        // and b + z = 2 - penalty / 2.
        double offset = penalty / 6;
        assertArrayEquals(new float[] {(float) (0.6 * offset), (float) (0.8 * offset), 0}, dictionary.offset(), 5e-3f);
        Codes codes = dictionary.encode(oneFeature());
        assertEquals(2 - penalty / 2 - offset, codes.of(0, 0), 1e-2);
        assertEquals(0, codes.of(1, 0), 1e-2);
    }

    @Test
    void badSettingsAreNamed() {
        assertThrows(BadInputException.class, () -> new L1Autoencoder(0, 0.1, BATCHES, 1e-3));
        assertThrows(BadInputException.class, () -> new L1Autoencoder(1, -0.1, BATCHES, 1e-3));
        assertThrows(BadInputException.class, () -> new L1Autoencoder(1, 0.1, BATCHES, 0));
    }
}
