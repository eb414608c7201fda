/**
 * The command line: one class per command, and the only place that prints and that ends the process.
 *
 * <p>Not here: what a command does; the commands read options, call the other rooms and report.
 */
@NullMarked
package superpose.reports.cli;

import org.jspecify.annotations.NullMarked;
