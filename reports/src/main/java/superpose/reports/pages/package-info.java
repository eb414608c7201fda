/**
 * The look of a report: one HTML file that needs no network, made of prose, charts, tables and claims.
 *
 * <p>Not here: what is said in it, and writing it to disk. Colours, fonts and sizes live in {@code report.css}; drawing in the
 * browser lives in {@code report.js}, with {@code arrangement.js} for places and {@code colouring.js} for colours.
 */
@NullMarked
package superpose.reports.pages;

import org.jspecify.annotations.NullMarked;
