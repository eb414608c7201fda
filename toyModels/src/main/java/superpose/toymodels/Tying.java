package superpose.toymodels;

/** Whether a bottleneck model writes out with the directions it reads in with. */
public enum Tying {
    /** One parameter W serves both ways: W^T reads into the hidden units and W writes out of them. */
    TIED,
    /** The decoder D is a parameter of its own: W^T reads into the hidden units and D writes out of them. */
    UNTIED
}
