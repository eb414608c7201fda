/**
 * Activations on disk: a folder of safetensors shards and a manifest that says what they hold and where it comes from.
 *
 * <p>{@link superpose.data.store.StoreWriter} writes a store input by input and goes on with one that was interrupted; what is
 * written depends on the plan and the rows alone. {@link superpose.data.store.ActivationStore} reads it, memory-mapped.
 *
 * <p>Not here: the models that the activations come from.
 */
@NullMarked
package superpose.data.store;

import org.jspecify.annotations.NullMarked;
