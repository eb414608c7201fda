/**
 * Linear probes: directions fitted to activations that say whether a concept is there, their scores with intervals, and
 * the controls that belong beside every score.
 *
 * <p>Not here: dictionaries, the making of labels, and multiplicity corrections over many probes.
 */
@NullMarked
package superpose.probes.linear;

import org.jspecify.annotations.NullMarked;
