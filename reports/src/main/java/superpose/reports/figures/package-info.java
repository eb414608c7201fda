/**
 * Charts: a question, a Tablesaw figure that answers it, the caption that says what to see, and the table behind it.
 *
 * <p>Not here: colours and fonts (the page's style sheet has them; charts name the role a colour plays), pages, and what is
 * measured.
 */
@NullMarked
package superpose.reports.figures;

import org.jspecify.annotations.NullMarked;
