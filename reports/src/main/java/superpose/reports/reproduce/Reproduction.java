package superpose.reports.reproduce;

import java.util.Map;
import superpose.reports.experiments.Lab;

/** A published experiment that can be run again, claims and figures included. */
public interface Reproduction {

    /** Returns what the experiment says about itself. */
    About about();

    /**
     * Returns the numbers that decide the results at an assignment, by name, such as {@code features}; engine and preset
     * need not be among them.
     */
    Map<String, Object> settings(Assignment assignment);

    /**
     * Runs the experiment.
     *
     * @param lab where finished points are kept, how many threads there are, and who wants to know how far it is
     */
    Outcome run(Assignment assignment, Lab lab);
}
