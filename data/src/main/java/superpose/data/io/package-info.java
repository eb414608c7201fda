/**
 * Readers and writers of the files that hold matrices and labels: npy, npz, safetensors, Parquet, idx, images and label tables.
 *
 * <p>{@link superpose.data.io.ArrayFiles} is the front door. Large files are memory-mapped, not loaded. A file that is not
 * what it says ends in a {@link superpose.data.BadInputException}, before more memory is taken than the file could fill;
 * every writer goes through {@link superpose.data.io.AtomicFile}.
 *
 * <p>Not here: what the arrays mean (the keys of a dictionary, the layers of a model), and no format that can hold code.
 */
@NullMarked
package superpose.data.io;

import org.jspecify.annotations.NullMarked;
