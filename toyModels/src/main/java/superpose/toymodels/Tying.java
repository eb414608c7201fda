package superpose.toymodels;

/** Whether a bottleneck model writes out with the directions it reads in with. */
public enum Tying {
    /** One parameter W serves both ways: {@code h = W^T x} and {@code x' = W h}. */
    TIED,
    /** The decoder D is a parameter of its own: {@code h = W^T x} and {@code x' = D h}. */
    UNTIED
}
