package superpose.toymodels;

import java.util.List;

/** Hears how a training goes. */
@FunctionalInterface
public interface Progress {

    /**
     * Hears of a step that has just been taken.
     *
     * @param step steps taken so far, from 1 on
     * @param losses the loss of each instance on the samples of that step, before it was taken
     */
    void at(int step, List<Double> losses);
}
