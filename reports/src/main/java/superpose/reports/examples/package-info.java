/**
 * Which rows are shown as examples of what a unit reads, and how a row looks: tokens as words, images as pictures.
 *
 * <p>Not here: the page they are shown on.
 */
@NullMarked
package superpose.reports.examples;

import org.jspecify.annotations.NullMarked;
