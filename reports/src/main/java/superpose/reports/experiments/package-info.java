/**
 * Experiments: each reads like a paper, from data over model and measure to claims and figures.
 *
 * <p>Not here: models, fits and measures themselves, and where files go.
 */
@NullMarked
package superpose.reports.experiments;

import org.jspecify.annotations.NullMarked;
