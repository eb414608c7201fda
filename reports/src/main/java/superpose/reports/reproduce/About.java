package superpose.reports.reproduce;

import superpose.data.Require;
import superpose.reports.experiments.Preset;

/**
 * What an experiment says about itself before it runs.
 *
 * @param name what it is called on the command line and in tables: lower case, words joined by hyphens
 * @param title the question that it answers
 * @param source whose experiment it is: author, year, title, section or figure
 * @param costs how long it takes
 */
public record About(String name, String title, String source, Costs costs) {

    /** Checks the form of the name. */
    public About {
        Require.that(
                name.matches("[a-z0-9]+(-[a-z0-9]+)*"),
                "a name of lower-case words joined by hyphens",
                "'" + name + "'",
                "rename the experiment");
    }

    /**
     * How long an experiment takes at each preset on two cores.
     *
     * @param smoke seconds
     * @param quick seconds
     * @param paper seconds
     */
    public record Costs(double smoke, double quick, double paper) {

        /** Checks that nothing comes for free. */
        public Costs {
            Require.positive(smoke, "seconds");
            Require.positive(quick, "seconds");
            Require.positive(paper, "seconds");
        }

        /** Returns the seconds at a preset. */
        public double at(Preset preset) {
            return switch (preset) {
                case SMOKE -> smoke;
                case QUICK -> quick;
                case PAPER -> paper;
            };
        }
    }
}
