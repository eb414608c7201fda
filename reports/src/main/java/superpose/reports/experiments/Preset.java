package superpose.reports.experiments;

/** How much an experiment does. */
public enum Preset {
    /** Seconds: shows that everything works; too small to judge most claims. */
    SMOKE,
    /** Minutes on two cores; the default. */
    QUICK,
    /** The sizes of the papers. */
    PAPER;

    /** Returns the name as it is typed and written. */
    public String words() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
