/** Readers and writers of the files that hold matrices and labels; large files are memory-mapped, not loaded. */
@NullMarked
package superpose.data.io;

import org.jspecify.annotations.NullMarked;
