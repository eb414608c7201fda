package superpose.reports.reproduce;

import java.util.Optional;
import superpose.data.Require;
import superpose.reports.experiments.Preset;
import superpose.toymodels.Engine;

/**
 * How an experiment is asked to run.
 *
 * @param preset how much it does
 * @param engine what trains its toy models
 * @param seeds how many models it trains where it would train several alike; empty for as many as it likes
 */
public record Assignment(Preset preset, Engine engine, Optional<Integer> seeds) {

    /** Checks the number of seeds. */
    public Assignment {
        seeds.ifPresent(count -> Require.positive(count, "seeds"));
    }

    /** Returns what belongs to the preset. */
    public <T> T choose(T smoke, T quick, T paper) {
        return switch (preset) {
            case SMOKE -> smoke;
            case QUICK -> quick;
            case PAPER -> paper;
        };
    }

    /** Returns the number of seeds that was asked for, or else what belongs to the preset. */
    public int seeds(int smoke, int quick, int paper) {
        return seeds.orElse(choose(smoke, quick, paper));
    }

    /** Tells whether trainings are long enough to be judged. */
    public boolean isJudged() {
        return preset != Preset.SMOKE;
    }
}
