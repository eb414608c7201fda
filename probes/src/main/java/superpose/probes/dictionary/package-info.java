/**
 * Sparse dictionaries fitted to a model's activations: dictionary learning with sparse coders, sparse autoencoders, the codes
 * they give and how well those rebuild the activations.
 *
 * <p>Not here: the comparison of learned atoms with known features (the analysis room), linear probes, and files of other
 * tools. Smile's types do not leave this package.
 */
@NullMarked
package superpose.probes.dictionary;

import org.jspecify.annotations.NullMarked;
