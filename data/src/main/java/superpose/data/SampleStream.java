package superpose.data;

/** An endless stream of samples. */
@FunctionalInterface
public interface SampleStream {

    /**
     * Draws the next samples.
     *
     * @param into [samples * features], row-major, filled with whole samples. Modified.
     */
    void next(float[] into);
}
