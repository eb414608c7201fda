/**
 * Everything fitted to a model's activations: linear probes in {@link superpose.probes.linear}, sparse dictionaries in
 * {@link superpose.probes.dictionary}, and the native linear
 * algebra that the fits share.
 *
 * <p>Not here: the models that made the activations, and pages. Smile's and ND4J's types do not leave this room.
 */
@NullMarked
package superpose.probes;

import org.jspecify.annotations.NullMarked;
