package superpose.toymodels;

/** What the output of a bottleneck model should be, feature by feature. */
public enum Target {
    /** {@code y = x}: the model gives back what it was given. */
    IDENTITY {
        @Override
        public float of(float feature) {
            return feature;
        }
    },
    /** {@code y = |x|}: the model computes something; its samples should have both signs. */
    ABSOLUTE {
        @Override
        public float of(float feature) {
            return Math.abs(feature);
        }
    };

    /** Returns what the output for a feature of this value should be. */
    public abstract float of(float feature);
}
