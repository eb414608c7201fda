/**
 * How well scores tell the samples that have a concept from those that do not, with intervals that know which samples
 * belong together.
 *
 * <p>Not here: what makes the scores.
 */
@NullMarked
package superpose.analysis.detection;

import org.jspecify.annotations.NullMarked;
