/**
 * Everything fitted to a model's activations
 *
 * <p> linear probes and dictionaries.:Not here: the models that made the activations, and pages. Smile's and ND4J's types do not leave this room.
 */
@NullMarked
package superpose.probes;

import org.jspecify.annotations.NullMarked;
