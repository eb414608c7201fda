/**
 * The main job: how well features are represented as the neuron count grows, in toy models whose features are known and in
 * real activations with labels.
 *
 * <p>Not here: models, fits and measures, which live in the rooms below, and the command that starts a study.
 */
@NullMarked
package superpose.reports.study;

import org.jspecify.annotations.NullMarked;
