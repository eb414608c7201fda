/**
 * From a model and inputs to a store of activations: which inputs a model takes, where everything came from, and the run that
 * fills the store and goes on where an earlier one stopped.
 *
 * <p>Not here: models themselves and the format of stores.
 */
@NullMarked
package superpose.reports.tap;

import org.jspecify.annotations.NullMarked;
