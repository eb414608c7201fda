package superpose.data.io;

import java.util.Optional;
import superpose.data.ElementType;
import superpose.data.Require;

/**
 * The type that a file gives its values; some types are known by name only.
 *
 * @param name as safetensors writes it ({@code F32}); for a type that only numpy has, as numpy writes it
 * @param bits size of one value, at most 128; 0 where it is not known
 */
public record StoredType(String name, int bits) {

    /** Checks the size. */
    public StoredType {
        Require.that(bits >= 0 && bits <= 128, "a size of 0 to 128 bits", bits, "give 0 where it is not known");
    }

    /** Returns the stored form of a type whose values can be read. */
    public static StoredType of(ElementType type) {
        return new StoredType(type.name(), type.bytes() * Byte.SIZE);
    }

    /** Returns how the values are read, or nothing when this toolkit cannot read them. */
    public Optional<ElementType> elementType() {
        for (ElementType type : ElementType.values()) {
            if (type.name().equals(name)) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
