/**
 * The experiments of "Toy Models of Superposition" (Elhage et al. 2022) and of the papers that followed it: one file each,
 * and their list.
 *
 * <p>Not here: how experiments are run, and the models and measures themselves.
 */
@NullMarked
package superpose.reports.toymodels;

import org.jspecify.annotations.NullMarked;
