package superpose.reports.bench;

/** How the peer's training is written: the same samples, models and steps, said in two ways. */
enum PeerWay {
    /** As the notebook of Elhage et al. (2022) and those who followed it write it; the project's targets speak of this. */
    PLAIN("plain", "as usually written"),

    /** As fast as eager PyTorch will go, with tricks that are seldom seen. */
    TUNED("tuned", "tuned by hand");

    private final String argument;
    private final String words;

    PeerWay(String argument, String words) {
        this.argument = argument;
        this.words = words;
    }

    /** Returns what the peer's script calls it. */
    String argument() {
        return argument;
    }

    /** Returns it in words that follow the peer's name. */
    String words() {
        return words;
    }
}
