package superpose.reports.bench;

/** The peer was there and gave no measurement; the message says why, in one line. */
final class PeerFailure extends Exception {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;

    PeerFailure(String reason) {
        super("peer failed: " + oneLine(reason));
    }

    private static String oneLine(String text) {
        String line = text.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }
}
