/**
 * Toy models of superposition as DL4J networks, and the trainers that fit them.
 *
 * <p>Not here: what is measured on a trained model, and how it is shown. ND4J arrays do not leave this room.
 */
@NullMarked
package superpose.toymodels;

import org.jspecify.annotations.NullMarked;
