package superpose.data.io;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds something when it is first asked for and keeps it; a search that fails is tried again the next time.
 *
 * <p>Safe for use by several threads.
 */
final class Once<T> implements Supplier<T> {

    private final Supplier<T> search;
    private @Nullable T found;

    Once(Supplier<T> search) {
        this.search = search;
    }

    @Override
    public synchronized T get() {
        T known = found;
        if (known == null) {
            known = search.get();
            found = known;
        }
        return known;
    }
}
