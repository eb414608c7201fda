package superpose.reports.bench;

import java.lang.management.ManagementFactory;
import superpose.reports.experiments.ExperimentPage;

/**
 * How busy the machine was with other work before anything was timed.
 *
 * @param average programs that ran or waited to run, on average over the minute before; negative where the system does not
 *     tell
 */
record Load(double average) {

    /** Asks the operating system. */
    static Load now() {
        return new Load(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    /** Returns the load in words; other work makes every time longer and its range wider. */
    String words() {
        return average < 0
                ? "the system does not tell its load"
                : "its load in the minute before was " + ExperimentPage.number(average)
                        + ", where 0 is a machine with nothing else to do";
    }
}
