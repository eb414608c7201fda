package superpose.analysis.geometry;

import java.util.Arrays;
import superpose.data.FeatureDirections;
import superpose.data.Require;

/**
 * How the represented features lie around the origin of a plane: the angles between neighbours, which are all alike in a
 * regular polygon.
 *
 * <p>A feature counts as represented where its direction is longer than {@link FeatureNorms#REPRESENTED}. Source: Elhage et
 * al. (2022), "Toy Models of Superposition", introduction figure.
 */
public final class PlanarArrangement {

    /** How far an angle of a trained polygon may be from the regular one, in degrees. */
    private static final double TOLERANCE = 10;

    /** Angles between neighbours, ascending, in degrees; they add up to a full turn. */
    private final double[] gaps;

    private PlanarArrangement(double[] gaps) {
        this.gaps = gaps;
    }

    /**
     * Looks at directions in two hidden units.
     *
     * @param directions [features, 2]
     */
    public static PlanarArrangement of(FeatureDirections directions) {
        Require.same(2, directions.hidden(), "hidden units of a plane");
        FeatureNorms norms = FeatureNorms.of(directions);
        double[] angles = new double[norms.represented()];
        int found = 0;
        for (int feature = 0; feature < directions.features(); feature++) {
            if (norms.isRepresented(feature)) {
                float[] direction = directions.of(feature);
                angles[found++] = Math.toDegrees(Math.atan2(direction[1], direction[0]));
            }
        }
        Arrays.sort(angles);
        double[] gaps = new double[angles.length];
        for (int corner = 0; corner < angles.length; corner++) {
            double next = corner + 1 < angles.length ? angles[corner + 1] : angles[0] + 360;
            gaps[corner] = next - angles[corner];
        }
        Arrays.sort(gaps);
        return new PlanarArrangement(gaps);
    }

    /** Returns the number of represented features. */
    public int corners() {
        return gaps.length;
    }

    /** Returns the angles between neighbours in degrees, ascending, [corners]. */
    public double[] gaps() {
        return gaps.clone();
    }

    /** Returns how far the angle between two neighbours is from that of a regular polygon at most, in degrees. */
    public double largestDeviation() {
        return Arrays.stream(gaps)
                .map(gap -> Math.abs(gap - 360.0 / gaps.length))
                .max()
                .orElse(0);
    }

    /** Returns whether the represented features are the corners of a regular polygon, each angle within 10 degrees. */
    public boolean isRegular(int cornersAsked) {
        return corners() == cornersAsked && largestDeviation() <= TOLERANCE;
    }
}
