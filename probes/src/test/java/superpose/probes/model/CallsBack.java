package superpose.probes.model;

/** A class that no network is made of, and which leaves a trace when it is initialised. */
final class CallsBack {

    static final String TRACE = "superpose.test.initialised";

    static {
        System.setProperty(TRACE, "yes");
    }

    private CallsBack() {}
}
