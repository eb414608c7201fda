/** What the tests of this room share. */
@NullMarked
package superpose.analysis;

import org.jspecify.annotations.NullMarked;
