package superpose.reports.experiments;

/** Where a run says how far it is. */
public interface Progress {

    /**
     * Begins a task.
     *
     * @param task what is being done
     * @param units how much work there is in all
     */
    void begin(String task, long units);

    /** Adds finished work; called from any thread. */
    void advance(long units);

    /** Says that a sweep point is done. */
    void say(String line);

    /** Ends the task that was begun. */
    void end();

    /** A progress that says nothing. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void begin(String task, long units) {}

            @Override
            public void advance(long units) {}

            @Override
            public void say(String line) {}

            @Override
            public void end() {}
        };
    }
}
