package superpose.reports.cli;

import java.io.Console;

/**
 * What the user's screen can do.
 *
 * @param interactive whether a person looks at a terminal
 * @param colours whether colours are wanted
 */
record Terminal(boolean interactive, boolean colours) {

    /** Asks the console and the environment; NO_COLOR switches colours off (no-color.org). */
    @SuppressWarnings("SystemConsoleNull")
    static Terminal current() {
        // Whether there is a console object without a terminal depends on the version of Java.
        Console console = System.console();
        boolean interactive = console != null && console.isTerminal();
        String noColour = System.getenv("NO_COLOR");
        boolean plain = (noColour != null && !noColour.isEmpty()) || "dumb".equals(System.getenv("TERM"));
        return new Terminal(interactive, interactive && !plain);
    }
}
