package superpose.reports.reproduce;

import superpose.reports.experiments.Progress;

/**
 * Says which experiment of several the progress is of.
 *
 * @param heading stands before each task
 * @param heard who is told
 */
record HeadedProgress(String heading, Progress heard) implements Progress {

    @Override
    public void begin(String task, long units) {
        heard.begin(heading + ": " + task, units);
    }

    @Override
    public void advance(long units) {
        heard.advance(units);
    }

    @Override
    public void say(String line) {
        heard.say(line);
    }

    @Override
    public void end() {
        heard.end();
    }
}
