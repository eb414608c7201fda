package superpose.toymodels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import superpose.data.BadInputException;

@ExtendWith(OneThread.class)
class MatrixProductPeakTest {

    private static final MatrixProductPeak PEAK = new MatrixProductPeak(1024, 2, 250);

    @Test
    void theFloorIsTheTimeOfFiveProducts() {
        // 20 instances of 1024 x 100 by 100 x 20, five times, two operations each: 409.6 million.
        assertEquals(0.4096e9 / 250e9 * 1e3, PEAK.floorMillis(new BottleneckShape(20, 100, 20), 1024), 1e-12);
    }

    @Test
    void theFloorIsLinearInEverySizeAndInTheSpeed() {
        double floor = PEAK.floorMillis(new BottleneckShape(3, 5, 7), 11);
        assertEquals(2 * floor, PEAK.floorMillis(new BottleneckShape(6, 5, 7), 11), 1e-12 * floor);
        assertEquals(2 * floor, PEAK.floorMillis(new BottleneckShape(3, 10, 7), 11), 1e-12 * floor);
        assertEquals(2 * floor, PEAK.floorMillis(new BottleneckShape(3, 5, 14), 11), 1e-12 * floor);
        assertEquals(2 * floor, PEAK.floorMillis(new BottleneckShape(3, 5, 7), 22), 1e-12 * floor);
        assertEquals(
                floor / 2,
                new MatrixProductPeak(1024, 2, 500).floorMillis(new BottleneckShape(3, 5, 7), 11),
                1e-12 * floor);
    }

    @Test
    void aMeasuredSpeedIsOneThatAMachineCanHave() {
        MatrixProductPeak peak = MatrixProductPeak.measured(1, 2);
        assertTrue(peak.gigaflops() > 0.1 && peak.gigaflops() < 1e6, peak::toString);
        assertThrows(BadInputException.class, () -> MatrixProductPeak.measured(0, 2));
        assertThrows(BadInputException.class, () -> MatrixProductPeak.measured(1, 0));
    }
}
