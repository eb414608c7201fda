package superpose.reports.experiments;

import superpose.reports.ledger.Request;

/** One experiment: what it is asked to do, and what it finds. */
public interface Experiment {

    /** Returns everything that decides the results. */
    Request request();

    /**
     * Runs the experiment.
     *
     * @param lab where finished points are kept, how many threads there are, and who wants to know how far it is
     */
    Findings run(Lab lab);
}
