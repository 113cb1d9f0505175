package dev.floe.config.internal.shape;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A section with keys of its own; its shape is looked at when it is first needed. Immutable.
 *
 * @param <R> the section in Java
 */
public final class Section<R> extends Type<R> {
    private final Supplier<Shape<R, ?>> shape;

    Section(Supplier<Shape<R, ?>> shape) {
        this.shape = shape;
    }

    /** A section whose shape is made when it is first needed, which also lets shapes contain themselves. */
    public static <R> Section<R> of(Supplier<Shape<R, ?>> shape) {
        return new Section<>(shape);
    }

    /** The shape. */
    public Shape<R, ?> shape() {
        return shape.get();
    }

    @Override
    public Optional<R> read(At at) {
        return shape().read(at);
    }

    @Override
    public Object print(boolean all, String key, R value) {
        return shape().print(all, key, value);
    }

    @Override
    public Map<String, Object> schema(Schemas schemas) {
        return schemas.refer(shape());
    }

    @Override
    public String words() {
        return "section";
    }
}
