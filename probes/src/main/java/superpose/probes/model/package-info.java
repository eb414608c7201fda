/**
 * Trained models, opened from files: what tensors they have, what those hold for given inputs, and what the model does when
 * one of them is changed on the way.
 *
 * <p>Not here: what is fitted to the activations, and where they are kept.
 */
@NullMarked
package superpose.probes.model;

import org.jspecify.annotations.NullMarked;
