package superpose.reports.claims;

/** What a run says about a claim. */
public enum Verdict {
    /** The whole interval lies in the expected band. */
    REPRODUCED("reproduced"),
    /** The whole interval lies outside the expected band. */
    REFUTED("refuted"),
    /** The interval straddles the edge of the expected band. */
    INCONCLUSIVE("inconclusive"),
    /** The run was too small to judge the claim. */
    NOT_RUN("not run");

    private final String words;

    Verdict(String words) {
        this.words = words;
    }

    /** Returns the verdict as it is written in tables and on pages. */
    public String words() {
        return words;
    }
}
