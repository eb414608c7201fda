/**
 * What flows between the rooms: matrices, feature directions, activations, labels, densities, seeds, splits and synthetic
 * worlds of sparse features.
 *
 * <p>Not here: models, fits, measures and pages; and no type of a numerical library. Files are read and written in {@link
 * superpose.data.io}.
 */
@NullMarked
package superpose.data;

import org.jspecify.annotations.NullMarked;
