package dev.floe.config.internal.shape;

import java.util.Map;
import java.util.Optional;

/**
 * A section of the file whose keys belong to the record of the section around it.
 *
 * @param <R> the record
 * @param <B> what builds it
 */
public final class Group<R, B> extends Key<R, B, R> {
    private final Shape<R, B> shape;

    Group(Shape<R, B> shape, String meaning) {
        super(shape.name(), shape.section(), meaning, Optional::of, (builder, section) -> {});
        this.shape = shape;
    }

    /** The keys of the section. */
    public Shape<R, B> shape() {
        return shape;
    }

    @Override
    void read(At at, B builder) {
        shape.readInto(builder, at);
    }

    @Override
    Optional<Object> print(boolean all, R record) {
        Map<String, Object> printed = shape.print(all, name(), record);
        return printed.isEmpty() ? Optional.empty() : Optional.of(printed);
    }
}
