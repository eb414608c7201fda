/** What comes with Superpose to try it on: a small real model and labelled inputs for it. */
@NullMarked
package superpose.reports.example;

import org.jspecify.annotations.NullMarked;
