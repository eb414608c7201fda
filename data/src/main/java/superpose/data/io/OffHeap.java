package superpose.data.io;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import superpose.data.BadInputException;

/** Memory outside the heap for values that their file does not hold plainly. */
final class OffHeap {

    private OffHeap() {}

    /**
     * Takes memory, which is given back when nothing refers to it any more.
     *
     * @param what what it is for, in messages
     * @throws BadInputException if it is more than the virtual machine may take outside its heap
     */
    static MemorySegment allocate(long bytes, String what) {
        try {
            return Arena.ofAuto().allocate(bytes, Long.BYTES);
        } catch (OutOfMemoryError e) {
            throw new BadInputException(
                    "room in memory for " + what,
                    bytes + " bytes, more than is free",
                    "write it as npy or safetensors, which stay on disk, or give Java more memory (-Xmx)");
        }
    }
}
