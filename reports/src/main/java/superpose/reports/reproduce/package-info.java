/**
 * Running published experiments again: what an experiment says about itself, how its models are trained and kept, how its
 * claims are collected, and the overview of a whole suite.
 *
 * <p>Not here: the experiments themselves.
 */
@NullMarked
package superpose.reports.reproduce;

import org.jspecify.annotations.NullMarked;
