package superpose.data;

/**
 * How the members of a set of features occur together.
 *
 * <p>Source: Elhage et al. (2022), "Toy Models of Superposition", section "Correlated and anticorrelated features".
 */
public enum Occurrence {
    /** Each member is on by a draw of its own. */
    INDEPENDENT,
    /** One draw for all: either every member is on, each with a value of its own, or none. */
    CORRELATED,
    /** The set is on by one draw, and then exactly one of its members is, each equally often. */
    ANTICORRELATED
}
