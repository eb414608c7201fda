package superpose.probes.dictionary;

/** Which signs the coefficients of a sparse code may have. */
public enum CodeSign {
    /** Coefficients of either sign. */
    ANY,
    /** Coefficients above zero only, as the activities of toy features and ReLU units are. */
    NON_NEGATIVE
}
