/**
 * How well scores tell the samples that have a concept from those that do not, or predict a real target, with intervals and
 * tests that know which samples belong together.
 *
 * <p>Intervals speak of other test samples, or groups of them, not of other fits. Measures of all neurons at once read the
 * activations in tiles of columns and work on the common pool of threads.
 *
 * <p>Not here: what makes the scores.
 */
@NullMarked
package superpose.analysis.detection;

import org.jspecify.annotations.NullMarked;
